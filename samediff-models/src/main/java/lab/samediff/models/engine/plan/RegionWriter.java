package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lab.samediff.models.engine.plan.Region.Level;

/** Writes a region as steps on registers, for one thread. */
final class RegionWriter {
    /** Entries that a tile holds at least, if the space has as many: a register of 4 KiB, a dozen of them in the first-level cache. */
    private static final int TILE = 1024;

    private final Region region;
    private final Memories memories;
    private final int thread;
    private final int columns;
    private final int height;
    private final Range rows;
    private final Registers registers;
    private final Map<String, Registers.Virtual> loaded = new HashMap<>();
    private final Map<Root, Registers.Virtual> computed = new HashMap<>();
    private final Map<Root, Registers.Virtual> splatted = new HashMap<>();

    private RegionWriter(Region region, Memories memories, int thread) {
        this.region = region;
        this.memories = memories;
        this.thread = thread;
        this.columns = region.columns();
        Range entries = memories.range(region.mode(), region.size(), thread);
        this.rows = new Range(entries.begin() / columns, entries.end() / columns);
        this.height = Math.max(1, Math.min(rows.length(), TILE / columns));
        this.registers = new Registers(height * columns, height, columns);
    }

    /**
     * @param stored which of the roots computed here are read elsewhere
     */
    static Instruction write(Region region, Memories memories, int thread, Predicate<Root> stored) {
        RegionWriter writer = new RegionWriter(region, memories, thread);
        for (Placed member : region.members()) {
            if (region.level(member) == Level.ENTRIES) writer.onEntries(member);
            else writer.onRows(member);
            Root root = member.output().root;
            if (stored.test(root)) writer.store(root);
        }
        Tile tile = memories.tile(thread);
        TileStep[] steps = writer.registers.assign();
        tile.reserve(writer.registers.floats());
        return new RegionRun(tile, steps, writer.rows, writer.columns, writer.height);
    }

    private void onEntries(Placed member) {
        int[] space = Region.space(member);
        List<Registers.Virtual> operands = new ArrayList<>();
        for (Value input : member.inputs()) operands.add(entries(input, space));
        if (member.op() instanceof Op.Sum) sum(member, operands.get(0));
        else if (member.op() instanceof Op.Max) max(member, operands.get(0));
        else computed.put(member.output().root, apply(member.op(), registers.entries(), operands, false));
    }

    private void onRows(Placed member) {
        int[] space = Region.space(member);
        List<Registers.Virtual> operands = new ArrayList<>();
        for (Value input : member.inputs()) operands.add(rows(input, space));
        Root root = member.output().root;
        if (member.op() instanceof Op.Sum) {
            Place place = memories.place(root, thread);
            registers.effect(r -> Sums.all(place, true, r[0]), operands.get(0));
        } else {
            computed.put(root, apply(member.op(), registers.rows(), operands, true));
        }
    }

    private Registers.Virtual apply(Op op, Registers.Virtual z, List<Registers.Virtual> operands, boolean rowsOnly) {
        Registers.Virtual[] x = operands.toArray(Registers.Virtual[]::new);
        if (op instanceof Op.OfOne one) {
            registers.step(r -> Entries.unary(one.op(), one.p(), one.q(), rowsOnly, r[1], r[0]), z, x);
        } else if (op instanceof Op.OfTwo two) {
            registers.step(r -> Entries.binary(two.op(), rowsOnly, r[1], r[2], r[0]), z, x);
        } else if (op instanceof Op.OfThree three) {
            registers.step(r -> Entries.ternary(three.op(), rowsOnly, r[1], r[2], r[3], r[0]), z, x);
        } else if (op instanceof Op.Noise noise) {
            registers.step(r -> Entries.noise(noise.stream(), r[0]), z, x);
        } else {
            throw new IllegalStateException("no step for " + op);
        }
        return z;
    }

    private void sum(Placed member, Registers.Virtual x) {
        Value output = member.output();
        Access written = Access.of(output.broadcast(Region.space(member)));
        if (region.onRows(output.root)) {
            computed.put(output.root, registers.step(r -> Entries.rowSum(r[1], r[0]), registers.rows(), x));
            return;
        }
        Place place = memories.place(output.root, thread);
        if (written.single()) {
            registers.effect(r -> Sums.all(place, false, r[0]), x);
        } else if (written.byColumn() && written.width() == columns) {
            Registers.Virtual total = registers.keptRow();
            Registers.Virtual partial = registers.keptRow();
            registers.effect(r -> Sums.columns(place, columns, r[0], r[1], r[2]), x, total, partial);
        } else {
            scattered(written, place, memories.range(output.root, thread), x);
        }
    }

    private void scattered(Access written, Place place, Range cleared, Registers.Virtual x) {
        int[] begins = written.rows(rows.begin(), rows.end(), columns);
        if (written.step() == 0) {
            registers.effect(
                    r -> Sums.entries(place, cleared, rows.begin(), begins, columns, r[0], r[1]), x, registers.kept());
        } else {
            registers.effect(
                    r -> Sums.rows(place, cleared, rows.begin(), begins, columns, r[0], r[1], r[2]),
                    x,
                    registers.keptRow(),
                    registers.keptRow());
        }
    }

    private void max(Placed member, Registers.Virtual x) {
        computed.put(member.output().root, registers.step(r -> Entries.rowMax(r[1], r[0]), registers.rows(), x));
    }

    private Registers.Virtual entries(Value input, int... space) {
        Root root = input.root;
        Registers.Virtual here = computed.get(root);
        if (here != null && region.onEntries(root)) return here;
        if (here != null) {
            return splatted.computeIfAbsent(
                    root, r -> registers.step(at -> Entries.splat(at[1], at[0]), registers.entries(), here));
        }
        Value view = input.broadcast(space);
        return loaded.computeIfAbsent("entries " + key(view), k -> load(view));
    }

    private Registers.Virtual load(Value view) {
        Access access = Access.of(view);
        Place place = memories.place(view.root, thread);
        if (access.flat()) {
            return registers.step(r -> Loads.flat(place, access.offset(), columns, r[0]), registers.entries());
        }
        if (access.single()) {
            return registers.step(
                    r -> Loads.single(place, access.offset(), height * columns, r[0]), registers.keptEntries());
        }
        if (access.byColumn() && access.width() == columns) {
            return registers.step(
                    r -> Loads.byColumn(place, access.offset(), height, columns, r[0]), registers.keptEntries());
        }
        if (access.width() % columns != 0) {
            int first = rows.begin() * columns;
            int[] begins = access.rows(first, rows.end() * columns, 1);
            return registers.step(r -> Loads.entries(place, first, begins, r[0]), registers.entries());
        }
        int[] begins = access.rows(rows.begin(), rows.end(), columns);
        return access.step() == 1
                ? registers.step(r -> Loads.rows(place, rows.begin(), begins, columns, r[0]), registers.entries())
                : registers.step(
                        r -> Loads.strided(place, rows.begin(), begins, columns, access.step(), r[0]),
                        registers.entries());
    }

    /** One entry for each row. */
    private Registers.Virtual rows(Value input, int... space) {
        Registers.Virtual here = computed.get(input.root);
        if (here != null) return here;
        Value view = input.broadcast(space);
        return loaded.computeIfAbsent("rows " + key(view), k -> {
            Access access = Access.of(view);
            Place place = memories.place(view.root, thread);
            if (access.flat())
                return registers.step(r -> Loads.flat(place, access.offset(), 1, r[0]), registers.rows());
            int[] begins = access.rows(rows.begin(), rows.end(), 1);
            return registers.step(r -> Loads.strided(place, rows.begin(), begins, 1, 0, r[0]), registers.rows());
        });
    }

    private static String key(Value view) {
        return System.identityHashCode(view.root) + " " + view.root.name + " " + view.offset
                + Arrays.toString(view.shape()) + Arrays.toString(view.strides());
    }

    private void store(Root root) {
        Registers.Virtual x = computed.get(root);
        if (x == null) return;
        Place place = memories.place(root, thread);
        int width = region.onEntries(root) ? columns : 1;
        registers.effect(r -> Entries.store(place, width, r[0]), x);
    }
}
