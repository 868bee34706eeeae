package lab.samediff.models.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;

/** Layers that read a sequence step by step and remember. SameDiff's own is wrong where a state is given to it. */
public final class Recurrent {
    private static final int GATES = 4;

    private Recurrent() {}

    /**
     * What a long short-term memory carries from one time to the next.
     *
     * @param output h [batch, width], in (-1, 1)
     * @param cell c [batch, width]
     */
    public record State(SDVariable output, SDVariable cell) {}

    /**
     * What reading a sequence gave.
     *
     * @param outputs h of all times, [batch, time, width]
     * @param last the state after the last time
     */
    public record Unrolled(SDVariable outputs, State last) {}

    /**
     * {@link #lstm(Scope, SDVariable, State, int, int)} from the state zero, which costs no product at the first time.
     */
    public static Unrolled lstm(Scope s, SDVariable x, int in, int width) {
        return unroll(s, x, null, in, width);
    }

    /**
     * A long short-term memory with forget gates: (i, f, g, o) = x_t W + h_(t-1) U + b; c_t = σ(f) c_(t-1) + σ(i) tanh g;
     * h_t = σ(o) tanh c_t. Hochreiter and Schmidhuber 1997, Neural Computation 9(8); forget gates from Gers et al. 2000,
     * Neural Computation 12(10). Parameters: {@code input/weight} W [in, 4 width], {@code input/bias} b [4 width],
     * {@code state/weight} U [width, 4 width], whose columns are in the order i, f, g, o of PyTorch (which has b twice).
     *
     * <p>W and U begin uniform on ±1/√width, as in PyTorch; b at 1 for the forget gates, so that there is a memory from the
     * start, and at 0 otherwise: Jozefowicz et al. 2015, ICML.
     *
     * <p>The products with W are one for all times; the rest is written out time by time, so the length is fixed in the
     * graph. Shapes: x [batch, time, in] with known time, first of [batch, width] each.
     *
     * @throws lab.samediff.models.graph.ShapeException if x or first is shaped otherwise
     * @throws IllegalArgumentException if time is unknown
     */
    public static Unrolled lstm(Scope s, SDVariable x, State first, int in, int width) {
        s.expect("lstm state", first.output(), -1, width);
        s.expect("lstm state", first.cell(), -1, width);
        return unroll(s, x, first, in, width);
    }

    private static Unrolled unroll(Scope s, SDVariable x, @Nullable State first, int in, int width) {
        Sizes.atLeast(1, "width", width);
        s.expect("lstm", x, -1, -1, in);
        int time = Sizes.time(s, "lstm", x);
        SDVariable weight = s.in("state").param("weight", weights(width, width));
        State state = first;
        List<SDVariable> outputs = new ArrayList<>();
        for (SDVariable fromInput : fromInput(s.in("input"), x, time, in, width)) {
            state = step(fromInput, state, weight);
            outputs.add(state.output());
        }
        SDVariable joined = Arrange.concat(1, outputs.toArray(SDVariable[]::new)); // [batch, time · width]
        return new Unrolled(Arrange.reshape(joined, -1, time, width), Objects.requireNonNull(state));
    }

    /** x_t W + b for each time, [batch, 4 width] each. */
    private static List<SDVariable> fromInput(Scope s, SDVariable x, int time, int in, int width) {
        Init bias = Init.joined(Init.zeros(width), Init.ones(width), Init.zeros(2L * width));
        SDVariable rows = Arrange.reshape(x, -1, in); // [batch · time, in]
        SDVariable sums = Linear.linear(s, rows, weights(in, width), bias, in, GATES * width);
        return Arrange.split(Arrange.reshape(sums, -1, (long) time * GATES * width), 1, time);
    }

    private static Init weights(int rows, int width) {
        return Init.uniform(1 / Math.sqrt(width), rows, (long) GATES * width);
    }

    private static State step(SDVariable fromInput, @Nullable State before, SDVariable weight) {
        SDVariable sums = before == null ? fromInput : Ops.add(fromInput, Ops.matmul(before.output(), weight));
        List<SDVariable> gates = Arrange.split(sums, 1, GATES);
        SDVariable written = Ops.mul(Ops.sigmoid(gates.get(0)), Ops.tanh(gates.get(2)));
        SDVariable cell =
                before == null ? written : Ops.add(Ops.mul(Ops.sigmoid(gates.get(1)), before.cell()), written);
        return new State(Ops.mul(Ops.sigmoid(gates.get(3)), Ops.tanh(cell)), cell);
    }
}
