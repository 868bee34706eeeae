package lab.samediff.models.engine.plan;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes the instruction of an op of ND4J, for the samples of one thread. An op that sums over the samples, as a
 * backward convolution does, gets a few of them at a time: oneDNN asks the system for memory at each call, and that of
 * large calls comes fresh, page by page, which took longer than the arithmetic.
 */
final class NativeCall {
    /** Entries of operands at a time. */
    private static final int PIECE = 1 << 18;

    private final Op.Native call;
    private final Placed placed;
    private final Memories memories;
    private final int thread;

    private NativeCall(Op.Native call, Placed placed, Memories memories, int thread) {
        this.call = call;
        this.placed = placed;
        this.memories = memories;
        this.thread = thread;
    }

    static Instruction write(Op.Native call, Placed placed, Memories memories, int thread) {
        return new NativeCall(call, placed, memories, thread).write();
    }

    private Instruction write() {
        int samples = own(placed.input(0)).size(0);
        int pieces = call.summed().contains(true) ? pieces(samples) : 1;
        List<Instruction> all = new ArrayList<>();
        List<Place> sums = pieces == 1 ? List.of() : scratch();
        for (int p = 0; p < pieces; p++) {
            Range piece = new Range(samples * p / pieces, samples * (p + 1) / pieces);
            all.add(instruction(piece, p == 0 ? List.of() : sums));
            if (p > 0) addition(sums, all);
        }
        if (pieces == 1) return all.get(0);
        Instruction[] list = all.toArray(Instruction[]::new);
        return () -> {
            for (Instruction instruction : list) instruction.run();
        };
    }

    private int pieces(int samples) {
        int entries = 0;
        for (int i = 0; i < placed.inputs().size(); i++) {
            if (bySamples(i)) entries += own(placed.input(i)).size();
        }
        return Math.min(samples, (entries + PIECE - 1) / PIECE);
    }

    /** The second operand is the weights. */
    private static boolean bySamples(int operand) {
        return operand != 1;
    }

    /** For each result that is a sum, where the next summand is put. */
    private List<Place> scratch() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < call.summed().size(); i++) {
            if (call.summed().get(i))
                places.add(new Place(memories.scratch(output(i).size()), 0));
        }
        return places;
    }

    private Value output(int i) {
        return placed.node().outputs.get(i);
    }

    /** The op on a piece of the samples; sums go to {@code sums}, or to the results themselves if that is empty. */
    private Instruction instruction(Range piece, List<Place> sums) {
        DynamicCustomOp op = call.op();
        OpContext context = Nd4j.getExecutioner().buildContext();
        for (int i = 0; i < placed.inputs().size(); i++) {
            Value value = own(placed.input(i));
            if (bySamples(i)) value = value.slice(0, piece.begin(), piece.length());
            context.setInputArray(i, NativeArrays.array(value, memories.place(value.root, thread)));
        }
        int sum = 0;
        for (int i = 0; i < placed.node().outputs.size(); i++) {
            Value value = own(output(i));
            if (!call.summed().get(i)) value = value.slice(0, piece.begin(), piece.length());
            boolean aside = call.summed().get(i) && !sums.isEmpty();
            Place place = aside ? sums.get(sum++) : memories.place(value.root, thread);
            context.setOutputArray(i, NativeArrays.array(value, place));
        }
        context.setIArguments(op.iArgs());
        context.setTArguments(op.tArgs());
        context.setBArguments(op.bArgs());
        context.setDArguments(op.dArgs());
        return NativeArrays.instruction(op.opName(), op.opHash(), context);
    }

    private void addition(List<Place> sums, List<Instruction> all) {
        int sum = 0;
        for (int i = 0; i < call.summed().size(); i++) {
            if (!call.summed().get(i)) continue;
            int n = output(i).size();
            FloatPointer from = new FloatPointer(new Address(sums.get(sum++).address(0)));
            FloatPointer to = new FloatPointer(
                    new Address(memories.place(output(i).root, thread).address(output(i).offset)));
            all.add(() -> cblas_saxpy(n, 1, from, 1, to, 1));
        }
    }

    /** What {@code thread} has of {@code value}. */
    private Value own(Value value) {
        boolean spread = memories.spread(value.root) == Spread.SAMPLES;
        return spread ? memories.batch().part(value, 0, thread) : value;
    }
}
