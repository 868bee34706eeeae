package lab.samediff.models.engine.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Unary;
import lab.samediff.models.engine.plan.Rule.Call;

/** The rules of SameDiff's backward ops: operands first, the gradient of the result last. */
final class Derivatives {
    private Derivatives() {}

    static void add(Map<String, Rule> rules) {
        rules.put("tanh_bp", (b, c) -> through(b, Binary.TANH_SLOPE_MUL, b.unary(Unary.TANH, c.x()), c.y()));
        rules.put("sigmoid_bp", (b, c) -> through(b, Binary.SIGMOID_SLOPE_MUL, b.unary(Unary.SIGMOID, c.x()), c.y()));
        rules.put("thresholdedrelu_bp", (b, c) -> {
            Value above = b.unary(Unary.ADD_SCALAR, c.x(), (float) -c.real(0), 0);
            return through(b, Binary.STEP_MUL, above, c.y());
        });
        rules.put(
                "lrelu_bp",
                (b, c) -> through(b, Binary.MUL, c.y(), b.unary(Unary.LEAKY_SLOPE, c.x(), (float) c.real(0), 0)));
        rules.put("elu_bp", (b, c) -> through(b, Binary.MUL, c.y(), b.unary(Unary.ELU_SLOPE, c.x())));
        rules.put("selu_bp", (b, c) -> through(b, Binary.MUL, c.y(), b.unary(Unary.SELU_SLOPE, c.x())));
        rules.put(
                "softmax_bp",
                (b, c) -> Rules.one(Softmax.gradient(b, c.x(), c.y(), Call.axis(c.integers()[0], c.x().rank()))));
        reductions(rules);
        rules.put("concat_bp", Derivatives::concat);
        rules.put("slice_bp", Derivatives::slice);
    }

    private static void reductions(Map<String, Rule> rules) {
        rules.put("reduce_sum_bp", (b, c) -> Rules.one(stretched(b, c)));
        rules.put(
                "reduce_mean_bp",
                (b, c) -> Rules.one(b.scaled(stretched(b, c), 1.0 / Rules.count(c.x(), Rules.axes(c)))));
        rules.put("reduce_max_bp", Derivatives::max);
    }

    /** The gradient of a reduction's result over the whole of its operand. */
    private static Value stretched(Builder b, Call c) {
        int[] shape = c.x().shape();
        for (int axis : Rules.axes(c)) shape[axis] = 1;
        return b.reshape(c.y(), shape).broadcast(c.x().shape());
    }

    /** The reduced axes are turned to the end and joined, so that a row holds what competes for the maximum. */
    private static Value[] max(Builder b, Call c) {
        int[] axes = Rules.axes(c);
        int[] turn = reducedLast(c.x().rank(), axes);
        Value turned = c.x().permute(turn);
        int width = Rules.count(c.x(), axes);
        int rows = c.x().size() / width;
        int[] kept = c.x().shape();
        for (int axis : axes) kept[axis] = 1;
        Value x = b.contiguous(b.reshape(turned, rows, width));
        Value max = b.contiguous(b.reshape(Rules.max(b, c).permute(turn), rows, 1));
        Value gradient = b.contiguous(b.reshape(b.reshape(c.y(), kept).permute(turn), rows, 1));
        Value given = b.node(new Op.MaxGradient(), x.shape(), x, max, gradient);
        int[] back = new int[turn.length];
        for (int i = 0; i < turn.length; i++) back[turn[i]] = i;
        return Rules.one(b.reshape(given, turned.shape()).permute(back));
    }

    private static int[] reducedLast(int rank, int... axes) {
        IntPredicate reduced = axis -> Arrays.stream(axes).anyMatch(a -> a == axis);
        return IntStream.concat(
                        IntStream.range(0, rank).filter(reduced.negate()),
                        IntStream.range(0, rank).filter(reduced))
                .toArray();
    }

    private static Value[] concat(Builder b, Call c) {
        int last = c.count() - 1;
        Value g = c.input(last);
        int axis = Call.axis(c.integers()[0], g.rank());
        int[] begin = {0};
        return IntStream.range(0, last)
                .mapToObj(i -> {
                    Value piece = g.slice(axis, begin[0], c.input(i).size(axis));
                    begin[0] += c.input(i).size(axis);
                    return piece;
                })
                .toArray(Value[]::new);
    }

    private static Value[] slice(Builder b, Call c) {
        Value x = c.x();
        Value padded = c.y();
        int[] integers = c.integers();
        for (int axis = x.rank() - 1; axis >= 0; axis--) {
            if (Rules.length(integers, x, axis) == x.size(axis)) continue;
            int[] shape = padded.shape();
            shape[axis] = x.size(axis);
            padded = Pads.pad(b, padded, axis, integers[axis], shape);
        }
        return Rules.one(padded);
    }

    private static Value[] through(Builder b, Binary op, Value at, Value gradient) {
        return Rules.one(b.binary(op, at, gradient));
    }
}
