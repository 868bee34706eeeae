package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the instruction of a node that stands alone, for one thread. */
final class Singles {
    private final Placed placed;
    private final Memories memories;
    private final int thread;
    private final Tile tile;

    private Singles(Placed placed, Memories memories, int thread) {
        this.placed = placed;
        this.memories = memories;
        this.thread = thread;
        this.tile = memories.tile(thread);
    }

    static Instruction write(Placed placed, Memories memories, int thread) {
        Singles writer = new Singles(placed, memories, thread);
        Op op = placed.op();
        if (op instanceof Op.MatMul) return writer.product(false);
        if (op instanceof Op.MatMulAdd) return writer.product(true);
        if (op instanceof Op.Concat concat) return writer.concat(concat.axis());
        if (op instanceof Op.Gather) return writer.gather();
        if (op instanceof Op.ScatterAdd) return writer.scatterAdd();
        if (op instanceof Op.CumSum sum)
            return Moves.cumSum(writer.from(0), writer.to(), writer.rows(), writer.width(), sum);
        if (op instanceof Op.MaxGradient) {
            return Moves.maxGradient(
                    writer.from(0), writer.from(1), writer.from(2), writer.to(), writer.rows(), writer.width());
        }
        if (op instanceof Op.Together) return writer.together();
        if (op instanceof Op.Native call) return NativeCall.write(call, placed, memories, thread);
        throw new UnsupportedException(op.toString());
    }

    private Place at(int i) {
        return memories.place(placed.input(i).root, thread);
    }

    /** Where a contiguous operand begins: it may be a stretch of its root. */
    private Place from(int i) {
        Place place = at(i);
        return new Place(place.memory(), place.base() + placed.input(i).offset);
    }

    private Place to() {
        return memories.place(placed.output().root, thread);
    }

    private int width() {
        return placed.output().size(-1);
    }

    private Range rows() {
        Range entries = memories.range(placed.mode(), placed.output().size(), thread);
        return new Range(entries.begin() / width(), entries.end() / width());
    }

    private Instruction product(boolean adds) {
        Value a = placed.input(0);
        Value b = placed.input(1);
        Value c = placed.output();
        Batch batch = memories.batch();
        if (placed.mode() == Mode.SAMPLES && memories.spread(c.root) == Spread.SAMPLES) {
            int axis = a.rank() == 2 ? 0 : batch.axis(c);
            a = batch.part(a, axis, thread);
            b = a.rank() == 2 ? b : batch.part(b, axis, thread);
            c = batch.part(c, axis, thread);
        } else if (placed.mode() == Mode.SAMPLES) {
            a = batch.part(a, 1, thread);
            b = batch.part(b, 0, thread);
        }
        return Product.write(a, at(0), b, at(1), c, to(), adds);
    }

    private Instruction concat(int axis) {
        List<Instruction> pieces = new ArrayList<>();
        Value output = placed.output();
        int at = 0;
        for (int i = 0; i < placed.inputs().size(); i++) {
            Value piece = placed.input(i);
            pieces.add(piece(i, piece, output.slice(axis, at, piece.size(axis))));
            at += piece.size(axis);
        }
        Instruction[] all = pieces.toArray(Instruction[]::new);
        return () -> {
            for (Instruction instruction : all) instruction.run();
        };
    }

    private Instruction piece(int i, Value piece, Value target) {
        Batch batch = memories.batch();
        Value from = piece;
        Value to = target;
        if (placed.mode() == Mode.SAMPLES) {
            int axis = batch.axis(placed.output());
            from = batch.part(from, axis, thread);
            to = batch.part(to, axis, thread);
        }
        Access write = Access.of(to);
        int all = from.size();
        int wide = run(write, all);
        if (from.uniform()) return Moves.fill(tile, at(i), from.offset, to(), write.rows(0, all / wide, wide), wide);
        Access read = Access.of(from);
        int width = Sizes.divisor(wide, run(read, all));
        return Moves.rows(
                tile, at(i), read.rows(0, all / width, width), to(), write.rows(0, all / width, width), width);
    }

    /** How many of {@code all} entries lie side by side. */
    private static int run(Access access, int all) {
        if (access.flat()) return all;
        return access.step() == 1 ? access.width() : 1;
    }

    private Instruction gather() {
        Value table = placed.input(0);
        Range ids = memories.range(placed.mode(), placed.input(1).size(), thread);
        return Moves.gather(tile, from(0), table.size(0), from(1), ids, to(), table.size(1));
    }

    private Instruction scatterAdd() {
        Range ids = memories.range(placed.mode(), placed.input(0).size(), thread);
        return Moves.scatterAdd(
                tile, from(0), ids, from(1), to(), placed.output().size(0), width());
    }

    private Instruction together() {
        Root root = placed.input(0).root;
        if (memories.spread(root) == Spread.SAMPLES) {
            return Moves.copy(tile, at(0), to(), memories.range(root, thread));
        }
        Place[] parts = IntStream.range(0, memories.batch().threads())
                .mapToObj(t -> memories.place(root, t))
                .toArray(Place[]::new);
        return Moves.sum(tile, parts, to(), root.size);
    }
}
