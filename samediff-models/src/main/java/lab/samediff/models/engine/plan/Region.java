package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Element-wise nodes and reductions over one space, to be run tile by tile: a tile is a few whole rows. Nodes of a
 * region live on one of two levels: all entries of the space, or one entry for each row (what is left of a row when it
 * is reduced, and whatever is computed of that).
 */
final class Region implements Unit {
    /** Where a member of a region lives. */
    enum Level {
        ENTRIES,
        ROWS
    }

    private final Mode mode;
    private final int size;
    /** Entries that stay with one thread: rows may not be longer. */
    private final int part;

    private final Map<Placed, Level> levels = new HashMap<>();
    private final List<Placed> members = new ArrayList<>();
    private final Set<Root> entries = new HashSet<>();
    private final Set<Root> rows = new HashSet<>();
    private final Set<Root> sums = new HashSet<>();
    /** The width that a reduction along rows asks for; 0 if there is none yet. */
    private int exact;
    /** The width of which rows must be a divisor; 0 if any will do. */
    private int multiple;

    Region(Mode mode, int size, int part) {
        this.mode = mode;
        this.size = size;
        this.part = part;
    }

    /** Whether a node can be part of a region at all. */
    static boolean takes(Placed placed) {
        Op op = placed.op();
        return op instanceof Op.OfOne
                || op instanceof Op.OfTwo
                || op instanceof Op.OfThree
                || op instanceof Op.Sum
                || op instanceof Op.Max
                || op instanceof Op.Noise;
    }

    /** How many entries a node walks over. */
    static int walked(Placed placed) {
        return reduces(placed) ? placed.input(0).size() : placed.output().size();
    }

    static boolean reduces(Placed placed) {
        return placed.op() instanceof Op.Sum || placed.op() instanceof Op.Max;
    }

    /** The shape that a node walks over. */
    static int[] space(Placed placed) {
        return reduces(placed) ? placed.input(0).shape() : placed.output().shape();
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public List<Placed> members() {
        return members;
    }

    int size() {
        return size;
    }

    Level level(Placed member) {
        return levels.getOrDefault(member, Level.ENTRIES);
    }

    boolean onRows(Root root) {
        return rows.contains(root);
    }

    boolean onEntries(Root root) {
        return entries.contains(root);
    }

    /** Entries in a row. */
    int columns() {
        return exact > 0 ? exact : Math.max(1, multiple);
    }

    /** Whether {@code root} is computed here, in whatever form. */
    boolean computes(Root root) {
        return entries.contains(root) || rows.contains(root) || sums.contains(root);
    }

    /** Takes the node in, if it fits. */
    boolean join(Placed placed) {
        if (placed.mode() != mode) return false;
        int walked = walked(placed);
        if (walked == size && joinEntries(placed)) return true;
        return exact > 1 && walked == size / exact && joinRows(placed);
    }

    private boolean joinEntries(Placed placed) {
        int[] space = space(placed);
        int wantedExact = exact;
        int wantedMultiple = multiple;
        for (Value input : placed.inputs()) {
            Access access = Access.of(input.broadcast(space));
            if (sums.contains(input.root)) return false;
            if (entries.contains(input.root)) {
                if (!access.flat() || input.root.size != size) return false;
            } else if (rows.contains(input.root)) {
                if (!access.byRow() || access.width() != exact || input.root.size != size / exact) return false;
            } else if (access.width() > 0) {
                int both = common(wantedMultiple, Sizes.divisor(access.width(), part));
                if (both < 0 && !members.isEmpty()) return false;
                // The first node may read entry by entry what has no rows in common with the rest.
                if (both > 0) wantedMultiple = both;
            }
        }
        boolean byRow = false;
        if (reduces(placed)) {
            Access written = Access.of(placed.output().broadcast(space));
            int width = placed.op() instanceof Op.Max ? space[space.length - 1] : written.width();
            byRow = placed.op() instanceof Op.Max || written.byRow();
            if (byRow) {
                if (wantedExact != 0 && wantedExact != width) return false;
                wantedExact = width;
            } else if (width > 0) {
                wantedMultiple = common(wantedMultiple, Sizes.divisor(width, part));
                if (wantedMultiple < 0 && !members.isEmpty()) return false;
                if (wantedMultiple < 0) wantedMultiple = Sizes.divisor(width, part);
            }
        }
        if (wantedExact > 0 && wantedMultiple % wantedExact != 0) {
            if (!members.isEmpty()) return false;
            wantedMultiple = 0;
        }
        exact = wantedExact;
        multiple = wantedMultiple;
        take(placed, Level.ENTRIES, byRow);
        return true;
    }

    private boolean joinRows(Placed placed) {
        int[] space = space(placed);
        boolean connected = false;
        for (Value input : placed.inputs()) {
            if (sums.contains(input.root) || entries.contains(input.root)) return false;
            if (rows.contains(input.root)) {
                if (!Access.of(input.broadcast(space)).flat() || input.root.size != size / exact) return false;
                connected = true;
            }
        }
        if (!connected || placed.op() instanceof Op.Max || placed.op() instanceof Op.Noise) return false;
        if (placed.op() instanceof Op.Sum && placed.output().size() != 1) return false;
        take(placed, Level.ROWS, false);
        return true;
    }

    private void take(Placed placed, Level level, boolean byRow) {
        levels.put(placed, level);
        members.add(placed);
        Root root = placed.output().root;
        if (reduces(placed)) (byRow ? rows : sums).add(root);
        else if (level == Level.ROWS) rows.add(root);
        else entries.add(root);
    }

    @Override
    public String toString() {
        List<String> ops = members.stream().map(Region::name).toList();
        return mode + ": " + size / columns() + " x " + columns() + " " + ops;
    }

    private static String name(Placed member) {
        Op op = member.op();
        if (op instanceof Op.OfOne one) return one.op().toString();
        if (op instanceof Op.OfTwo two) return two.op().toString();
        return op.getClass().getSimpleName();
    }

    /** The smaller of two widths if it divides the other, else -1; 0 is no constraint. */
    private static int common(int a, int b) {
        if (a == 0 || b == 0) return a + b;
        int small = Math.min(a, b);
        return Math.max(a, b) % small == 0 ? small : -1;
    }
}
