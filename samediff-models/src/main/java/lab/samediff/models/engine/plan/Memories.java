package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import lab.samediff.models.engine.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where everything lies: one arena for each thread, one for all, and the arrays that are held outside. */
final class Memories {
    private final Batch batch;
    private final Spreading spreading;
    private final Arena own;
    private final Arena common;
    private final List<Memory> ownMemory;
    private final Memory commonMemory;
    private final Map<Root, Memory> held = new HashMap<>();
    private final List<Tile> tiles;
    private final Map<Root, Root> same = new HashMap<>();
    private long outputs;
    private long beside;

    Memories(Batch batch, Spreading spreading, List<Unit> units, Program program) {
        this.batch = batch;
        this.spreading = spreading;
        this.own = new Arena();
        this.common = new Arena();
        layOut(units, program);
        this.ownMemory = IntStream.range(0, batch.threads())
                .mapToObj(t -> Memory.allocate(own.floats()))
                .toList();
        this.commonMemory = Memory.allocate(common.floats());
        this.tiles = IntStream.range(0, batch.threads())
                .mapToObj(t -> new Tile(Kernels.best()))
                .toList();
    }

    private void layOut(List<Unit> units, Program program) {
        Map<Root, Integer> last = new HashMap<>();
        same.putAll(samePlaces(units));
        for (int i = 0; i < units.size(); i++) {
            for (Placed member : units.get(i).members()) {
                for (Value input : member.inputs()) last.put(input.root, i);
            }
        }
        for (Value result : program.results()) last.put(result.root, Integer.MAX_VALUE);
        same.forEach((root, place) -> last.merge(place, last.getOrDefault(root, 0), Math::max));
        Set<Root> seen = new HashSet<>();
        for (int i = 0; i < units.size(); i++) {
            for (Placed member : units.get(i).members()) {
                for (Value input : member.inputs()) if (input.root.input) put(input.root, -1, last, seen);
            }
        }
        for (int i = 0; i < units.size(); i++) {
            Set<Root> inside = inside(units, i, last);
            for (Placed member : units.get(i).members()) {
                for (Value output : member.node().outputs) {
                    outputs += 4L * output.root.size;
                    if (!inside.contains(output.root)) put(output.root, i, last, seen);
                }
            }
        }
    }

    /** Roots that unit {@code i} computes in registers and nobody else reads. */
    private static Set<Root> inside(List<Unit> units, int i, Map<Root, Integer> last) {
        Set<Root> inside = new HashSet<>();
        if (!(units.get(i) instanceof Region region)) return inside;
        for (Placed member : region.members()) {
            Root root = member.output().root;
            boolean registers = region.onEntries(root) || region.onRows(root);
            if (registers && last.getOrDefault(root, i) == i) inside.add(root);
        }
        return inside;
    }

    /** The product that is added to a root lies where the root lies. */
    private static Map<Root, Root> samePlaces(List<Unit> units) {
        Map<Root, Root> same = new HashMap<>();
        for (Unit unit : units) {
            for (Placed member : unit.members()) {
                if (!(member.op() instanceof Op.MatMulAdd)) continue;
                Root term = member.input(2).root;
                same.put(member.output().root, same.getOrDefault(term, term));
            }
        }
        return same;
    }

    private void put(Root root, int from, Map<Root, Integer> last, Set<Root> seen) {
        if (same.containsKey(root) || !seen.add(root)) return;
        int to = last.getOrDefault(root, from);
        Spread spread = spreading.spread(root);
        boolean alone = batch.threads() == 1;
        // Other threads may still read a part or what is shared when its last reader has gone on.
        int until = alone || spread == Spread.SAMPLES ? to : Integer.MAX_VALUE;
        if (spread == Spread.SHARED) common.put(root, root.size, from, until);
        else own.put(root, spread == Spread.SAMPLES ? batch.largest(root.size) : root.size, from, until);
    }

    /** Where {@code thread} finds {@code root}. */
    Place place(Root root, int thread) {
        INDArray array = root.held;
        if (array != null) {
            return new Place(held.computeIfAbsent(root, r -> Memory.of(array)), 0);
        }
        Spread spread = spreading.spread(root);
        if (spread == Spread.SHARED) return new Place(commonMemory, common.offset(same.getOrDefault(root, root)));
        int before = spread == Spread.SAMPLES ? batch.begin(thread, root.size) : 0;
        return new Place(ownMemory.get(thread), own.offset(same.getOrDefault(root, root)) - before);
    }

    /** Which entries, of {@code size} in all, {@code thread} computes. */
    Range range(Mode mode, int size, int thread) {
        if (mode != Mode.SAMPLES) return new Range(0, size);
        return new Range(batch.begin(thread, size), batch.begin(thread + 1, size));
    }

    /** Which entries of {@code root} {@code thread} has. */
    Range range(Root root, int thread) {
        return range(spreading.spread(root) == Spread.SAMPLES ? Mode.SAMPLES : Mode.ONE, root.size, thread);
    }

    /** How many threads have entries of {@code root}; one where all read the same. */
    int copies(Root root) {
        return spread(root) == Spread.SHARED ? 1 : batch.threads();
    }

    Tile tile(int thread) {
        return tiles.get(thread);
    }

    Batch batch() {
        return batch;
    }

    Spread spread(Root root) {
        return spreading.spread(root);
    }

    /** Memory beside the arenas, for one instruction alone. */
    Memory scratch(int floats) {
        beside += floats;
        return Memory.allocate(floats);
    }

    /** Bytes of all arenas and of what is beside them. */
    long bytes() {
        return 4L * ((long) own.floats() * batch.threads() + common.floats() + beside);
    }

    /** Bytes that all results of all nodes would take side by side. */
    long outputBytes() {
        return outputs;
    }

    /** A stretch of memory in which arrays whose lives do not overlap lie over each other. */
    private static final class Arena {
        private static final int ALIGNMENT = 16;

        private final List<Block> blocks = new ArrayList<>();
        private final Map<Root, Integer> offsets = new HashMap<>();
        private int floats;

        private record Block(int begin, int end, int until) {}

        void put(Root root, int size, int from, int until) {
            int padded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            blocks.removeIf(block -> block.until() < from);
            int at = 0;
            for (Block block : blocks) {
                if (block.begin() - at >= padded) break;
                at = Math.max(at, block.end());
            }
            if ((long) at + padded > Integer.MAX_VALUE / 4) throw new UnsupportedException("more than 2 GB of arrays");
            blocks.add(new Block(at, at + padded, until));
            blocks.sort(Comparator.comparingInt(Block::begin));
            offsets.put(root, at);
            floats = Math.max(floats, at + padded);
        }

        int offset(Root root) {
            Integer offset = offsets.get(root);
            if (offset == null) throw new IllegalStateException(root.name + " has no place");
            return offset;
        }

        int floats() {
            return floats;
        }
    }
}
