package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Arithmetic on graph variables: with {@link Arrange} and {@link Convolve} the only door to SameDiff's ops. Every function here is
 * gradient-checked in float64, takes negative axes, checks its shapes while the graph is written and stays finite for
 * large inputs. Two sizes that are unknown while it is written (-1) and meet in one op must be equal when it runs. What is missing here is missing for a reason: see {@code StockDefectsTest}.
 */
public final class Ops {
    private static final double SQRT_HALF = Math.sqrt(0.5);

    private Ops() {}

    /** a + b, broadcasting. */
    public static SDVariable add(SDVariable a, SDVariable b) {
        long[] out = broadcast("add", a, b);
        return made("add", BroadcastOps.add(a, b, out), out);
    }

    /** a - b, broadcasting. */
    public static SDVariable sub(SDVariable a, SDVariable b) {
        long[] out = broadcast("sub", a, b);
        return made("sub", BroadcastOps.sub(a, b, out), out);
    }

    /** a ⊙ b, broadcasting. */
    public static SDVariable mul(SDVariable a, SDVariable b) {
        long[] out = broadcast("mul", a, b);
        return made("mul", BroadcastOps.mul(a, b, out), out);
    }

    /** a · (1/b), broadcasting; stock division has a wrong gradient when b broadcasts from a single entry. */
    public static SDVariable div(SDVariable a, SDVariable b) {
        return mul(a, reciprocal(b));
    }

    /**
     * The larger of a and b, entry by entry; equal shapes, because stock is wrong when it broadcasts. Where they are equal
     * the gradient goes to b.
     */
    public static SDVariable maximum(SDVariable a, SDVariable b) {
        requireEqual("maximum", a, b);
        return made("maximum", a.getSameDiff().math().max(a, b), shape(a));
    }

    /** The smaller of a and b; as {@link #maximum}. */
    public static SDVariable minimum(SDVariable a, SDVariable b) {
        requireEqual("minimum", a, b);
        return made("minimum", a.getSameDiff().math().min(a, b), shape(a));
    }

    /** x + value. */
    public static SDVariable add(SDVariable x, double value) {
        return map("add_scalar", x, v -> v.add(value));
    }

    /** x - value. */
    public static SDVariable sub(SDVariable x, double value) {
        return map("sub_scalar", x, v -> v.sub(value));
    }

    /** value - x. */
    public static SDVariable sub(double value, SDVariable x) {
        return add(neg(x), value);
    }

    /** x · value. */
    public static SDVariable mul(SDVariable x, double value) {
        return map("mul_scalar", x, v -> v.mul(value));
    }

    /** -x. */
    public static SDVariable neg(SDVariable x) {
        return map("neg", x, SDVariable::neg);
    }

    /** 1 / x. */
    public static SDVariable reciprocal(SDVariable x) {
        return map("reciprocal", x, v -> math(v).reciprocal(v));
    }

    /** x². */
    public static SDVariable square(SDVariable x) {
        return mul(x, x);
    }

    /** √x; the gradient at 0 is infinite. */
    public static SDVariable sqrt(SDVariable x) {
        return map("sqrt", x, v -> math(v).sqrt(v));
    }

    /** eˣ; infinite in float32 above 88.7. */
    public static SDVariable exp(SDVariable x) {
        return map("exp", x, v -> math(v).exp(v));
    }

    /** ln x; -infinity at 0 and NaN below. */
    public static SDVariable log(SDVariable x) {
        return map("log", x, v -> math(v).log(v));
    }

    /** |x|, with gradient 0 at 0. */
    public static SDVariable abs(SDVariable x) {
        return map("abs", x, v -> math(v).abs(v));
    }

    /** sin x, x in radians. */
    public static SDVariable sin(SDVariable x) {
        return map("sin", x, v -> math(v).sin(v));
    }

    /** cos x, x in radians. */
    public static SDVariable cos(SDVariable x) {
        return map("cos", x, v -> math(v).cos(v));
    }

    /** The error function 2/√π ∫₀ˣ e^(-t²) dt. */
    public static SDVariable erf(SDVariable x) {
        return map("erf", x, v -> math(v).erf(v));
    }

    /** tanh x. */
    public static SDVariable tanh(SDVariable x) {
        return map("tanh", x, v -> math(v).tanh(v));
    }

    /** 1 / (1 + e⁻ˣ). */
    public static SDVariable sigmoid(SDVariable x) {
        return map("sigmoid", x, v -> v.getSameDiff().nn().sigmoid(v));
    }

    /** max(x, 0), with gradient 0 at 0. */
    public static SDVariable relu(SDVariable x) {
        return map("relu", x, v -> v.getSameDiff().nn().relu(v, 0));
    }

    /** x where positive, else slope · x. */
    public static SDVariable leakyRelu(SDVariable x, double slope) {
        return map("leaky_relu", x, v -> v.getSameDiff().nn().leakyRelu(v, slope));
    }

    /** x where positive, else eˣ - 1. Clevert et al. 2016, arXiv:1511.07289. */
    public static SDVariable elu(SDVariable x) {
        return map("elu", x, v -> v.getSameDiff().nn().elu(v));
    }

    /** Self-normalising unit. Klambauer et al. 2017, arXiv:1706.02515, eq. 2. */
    public static SDVariable selu(SDVariable x) {
        return map("selu", x, v -> v.getSameDiff().nn().selu(v));
    }

    /** x · sigmoid(x), also known as swish. Hendrycks and Gimpel 2016, arXiv:1606.08415. */
    public static SDVariable silu(SDVariable x) {
        // The gradient of stock's swish is NaN in float32 from 90 on.
        return mul(x, sigmoid(x));
    }

    /** x · Φ(x) with the exact normal distribution function (stock {@code gelu} is x · sigmoid(1.702 x)). */
    public static SDVariable gelu(SDVariable x) {
        return mul(mul(x, 0.5), add(erf(mul(x, SQRT_HALF)), 1));
    }

    /** ln(1 + eˣ) = (x + |x|)/2 + ln(1 + e^-|x|), finite for every finite x. */
    public static SDVariable softplus(SDVariable x) {
        SDVariable magnitude = abs(x);
        SDVariable positivePart = mul(add(x, magnitude), 0.5);
        return add(positivePart, map("log1p", exp(neg(magnitude)), v -> math(v).log1p(v)));
    }

    /** ln sigmoid(x) = -softplus(-x), finite for every finite x. */
    public static SDVariable logSigmoid(SDVariable x) {
        return neg(softplus(neg(x)));
    }

    /** x limited to [low, high]; gradient 0 outside. */
    public static SDVariable clip(SDVariable x, double low, double high) {
        if (!(low < high)) throw new IllegalArgumentException("clip wants low < high, got " + low + " and " + high);
        return map("clip", x, v -> math(v).clipByValue(v, low, high));
    }

    /** 1 where x > 0, else 0; no gradient flows through. */
    public static SDVariable positive(SDVariable x) {
        return map("positive", x, v -> v.gt(0).castTo(v.dataType()));
    }

    /** x with gradient zero. */
    public static SDVariable stopGradient(SDVariable x) {
        return map("stop_gradient", x, v -> new StopGradient(v.getSameDiff(), v).outputVariable());
    }

    /** Matrix product a·b over the last two axes: ranks 2 to 4, equal leading sizes. */
    public static SDVariable matmul(SDVariable a, SDVariable b) {
        return matmul(a, b, false, false);
    }

    /**
     * Matrix product over the last two axes, transposing either factor: [..., n, k] · [..., k, m] → [..., n, m]. A
     * matrix on the right of a higher rank on the left is applied to each row: [..., k] · [k, m] → [..., m].
     */
    public static SDVariable matmul(SDVariable a, SDVariable b, boolean transposeA, boolean transposeB) {
        long[] left = shape(a);
        long[] right = shape(b);
        if (left.length > 2 && right.length == 2 && !transposeA) return rowsTimes(a, b, transposeB);
        long[] out = left.length > 4 ? null : Shapes.matmul(left, right, transposeA, transposeB);
        if (out == null) {
            throw misfit("matmul", "the sizes do not chain (transposed: " + transposeA + ", " + transposeB + ")", a, b);
        }
        return made("matmul", a.getSameDiff().mmul(a, b, transposeA, transposeB, false), out);
    }

    /** Sum over {@code axes} (none: over all). */
    public static SDVariable sum(SDVariable x, boolean keepDims, int... axes) {
        return reduce("sum", x, keepDims, axes, at -> new Reduction.Sum(x.getSameDiff(), x, keepDims, at));
    }

    /** Mean over {@code axes} (none: over all). */
    public static SDVariable mean(SDVariable x, boolean keepDims, int... axes) {
        return reduce("mean", x, keepDims, axes, at -> new Reduction.Mean(x.getSameDiff(), x, keepDims, at));
    }

    /** Largest entry over {@code axes} (none: over all); among equals the gradient goes to the first. */
    public static SDVariable max(SDVariable x, boolean keepDims, int... axes) {
        return reduce("max", x, keepDims, axes, at -> new Reduction.Max(x.getSameDiff(), x, keepDims, at));
    }

    /** Running sum along {@code axis}. */
    public static SDVariable cumsum(SDVariable x, int axis) {
        int at = axes("cumsum", x, axis)[0];
        return made("cumsum", x.getSameDiff().cumsum(x, false, false, at), shape(x));
    }

    /**
     * exp(x) / Σ exp(x) along {@code axis}; shifted by the maximum, because stock seeks its own from about 0 upwards and
     * gives NaN where a whole row lies far below (in float64, and in float32 where oneDNN is not at hand).
     */
    public static SDVariable softmax(SDVariable x, int axis) {
        int at = axes("softmax", x, axis)[0];
        // Along this very axis the float32 op gives nonsense (oneDNN takes other strides for granted).
        if (at == 1 && shape(x).length == 4) {
            return Arrange.permute(softmax(Arrange.permute(x, 0, 3, 2, 1), 3), 0, 3, 2, 1);
        }
        SDVariable shifted = sub(x, peak(x, at));
        return made("softmax", x.getSameDiff().nn().softmax(shifted, at), shape(x));
    }

    /** ln Σ exp(x) along {@code axis}, which is kept with size 1; shifted by the maximum, so finite. */
    public static SDVariable logSumExp(SDVariable x, int axis) {
        SDVariable peak = peak(x, axis);
        return add(log(sum(exp(sub(x, peak)), true, axis)), peak);
    }

    /** ln softmax(x) along {@code axis}; finite where stock overflows. */
    public static SDVariable logSoftmax(SDVariable x, int axis) {
        SDVariable shifted = sub(x, peak(x, axis));
        return sub(shifted, log(sum(exp(shifted), true, axis)));
    }

    /** √(Σ x² + epsilon) along {@code axis}, kept with size 1; epsilon &gt; 0 keeps the gradient finite at 0. */
    public static SDVariable norm2(SDVariable x, int axis, double epsilon) {
        if (!(epsilon > 0)) throw new IllegalArgumentException("norm2 wants epsilon > 0, got " + epsilon);
        return sqrt(add(sum(square(x), true, axis), epsilon));
    }

    /** Largest entry along {@code axis}, kept with size 1; no gradient flows through. */
    private static SDVariable peak(SDVariable x, int axis) {
        int at = axes("max", x, axis)[0];
        SDVariable largest = Reduction.Max.detached(x.getSameDiff(), x, at).outputVariable();
        return made("max", largest, Shapes.reduce(shape(x), true, at));
    }

    private static SDVariable rowsTimes(SDVariable a, SDVariable b, boolean transposeB) {
        long[] out = shape(a);
        long width = out[out.length - 1];
        if (width == -1) throw misfit("matmul", "the last size of the left factor must be known", a, b);
        SDVariable product = matmul(Arrange.reshape(a, -1, width), b, false, transposeB);
        out[out.length - 1] = shape(product)[1];
        return Arrange.restore(product, out);
    }

    private static long[] broadcast(String op, SDVariable a, SDVariable b) {
        long[] out = Shapes.broadcast(shape(a), shape(b));
        if (out == null) throw misfit(op, "the sizes do not broadcast", a, b);
        return out;
    }

    private static SDVariable map(String op, SDVariable x, Function<SDVariable, SDVariable> apply) {
        return made(op, apply.apply(x), shape(x));
    }

    private static SDVariable reduce(
            String op, SDVariable x, boolean keepDims, int[] axes, Function<int[], Reduction> apply) {
        // Every axis is named: keeping the one axis of a vector, libnd4j forgets it if it is to reduce "all".
        int[] every = IntStream.range(0, shape(x).length).toArray();
        int[] at = axes.length == 0 ? every : axes(op, x, axes);
        return made(op, apply.apply(at).outputVariable(), Shapes.reduce(shape(x), keepDims, at));
    }

    private static void requireEqual(String op, SDVariable a, SDVariable b) {
        if (!Arrays.equals(shape(a), shape(b))) throw misfit(op, "the shapes must be equal", a, b);
    }

    static int[] axes(String op, SDVariable x, int... axes) {
        int[] at = Shapes.axes(shape(x).length, axes);
        if (at == null) throw misfit(op, "no such axes " + Arrays.toString(axes), x);
        return at;
    }

    static long[] shape(SDVariable x) {
        return Scope.shape(x);
    }

    static SDVariable made(String op, SDVariable result, long... shape) {
        return Trace.of(result.getSameDiff()).made(op, result, shape);
    }

    static ShapeException misfit(String op, String problem, SDVariable... operands) {
        return Trace.of(operands[0].getSameDiff()).misfit(op, problem, operands);
    }

    private static org.nd4j.autodiff.samediff.ops.SDMath math(SDVariable v) {
        SameDiff graph = v.getSameDiff();
        return graph.math();
    }
}
