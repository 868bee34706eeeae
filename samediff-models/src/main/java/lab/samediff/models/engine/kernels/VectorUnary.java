package lab.samediff.models.engine.kernels;

import static lab.samediff.models.engine.kernels.VectorMath.LANES;
import static lab.samediff.models.engine.kernels.VectorMath.load;
import static lab.samediff.models.engine.kernels.VectorMath.positive;
import static lab.samediff.models.engine.kernels.VectorMath.same;

import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Unary} by vectors. Each op has a loop of its own, since one that called a lambda would box its vectors; an op
 * without one goes by its definition.
 */
final class VectorUnary {
    /** One kernel. */
    private interface Loop {
        void run(float[] t, int a, int z, int n, float p, float q);
    }

    /**
     * A table and no switch: the compiler would put all loops of a switch into one piece, and from a certain size on it
     * inlines no more and makes objects of vectors.
     */
    private static final Loop[] LOOPS =
            Stream.of(Unary.values()).map(VectorUnary::loop).toArray(Loop[]::new);

    private VectorUnary() {}

    static void run(Unary op, float[] t, int a, int z, int n, float p, float q) {
        LOOPS[op.ordinal()].run(t, a, z, n, p, q);
    }

    private static Loop loop(Unary op) {
        return switch (op) {
            case COPY -> (t, a, z, n, p, q) -> System.arraycopy(t, a, t, z, n);
            case NEGATE -> (t, a, z, n, p, q) -> negate(t, a, z, n);
            case ABS -> (t, a, z, n, p, q) -> abs(t, a, z, n);
            case SQUARE -> (t, a, z, n, p, q) -> square(t, a, z, n);
            case SQRT -> (t, a, z, n, p, q) -> sqrt(t, a, z, n);
            case RECIPROCAL -> (t, a, z, n, p, q) -> reciprocal(t, a, z, n);
            case EXP -> (t, a, z, n, p, q) -> exp(t, a, z, n);
            case LOG -> (t, a, z, n, p, q) -> log(t, a, z, n);
            case LOG1P -> (t, a, z, n, p, q) -> log1p(t, a, z, n);
            case SIN -> (t, a, z, n, p, q) -> sin(t, a, z, n);
            case COS -> (t, a, z, n, p, q) -> cos(t, a, z, n);
            case ERF -> (t, a, z, n, p, q) -> erf(t, a, z, n);
            case TANH -> (t, a, z, n, p, q) -> tanh(t, a, z, n);
            case SIGMOID -> (t, a, z, n, p, q) -> sigmoid(t, a, z, n);
            case RELU -> (t, a, z, n, p, q) -> relu(t, a, z, n);
            case SIGN -> (t, a, z, n, p, q) -> sign(t, a, z, n);
            case STEP -> (t, a, z, n, p, q) -> step(t, a, z, n);
            case LEAKY_SLOPE -> (t, a, z, n, p, q) -> leakySlope(t, a, z, n, p);
            case LEAKY_RELU -> (t, a, z, n, p, q) -> leaky(t, a, z, n, p);
            case ELU -> (t, a, z, n, p, q) -> elu(t, a, z, n, 1, 1);
            case SELU -> (t, a, z, n, p, q) -> elu(t, a, z, n, Scalars.SELU_SCALE, Scalars.SELU_SCALE_ALPHA);
            case ELU_SLOPE -> (t, a, z, n, p, q) -> eluSlope(t, a, z, n, 1, 1);
            case SELU_SLOPE -> (t, a, z, n, p, q) -> eluSlope(t, a, z, n, Scalars.SELU_SCALE, Scalars.SELU_SCALE_ALPHA);
            case ADD_SCALAR -> (t, a, z, n, p, q) -> add(t, a, z, n, p);
            case MUL_SCALAR -> (t, a, z, n, p, q) -> multiply(t, a, z, n, p);
            case CLIP -> (t, a, z, n, p, q) -> clip(t, a, z, n, p, q);
            default ->
                (t, a, z, n, p, q) -> {
                    for (int i = 0; i < n; i++) t[z + i] = op.of(t[a + i], p, q);
                };
        };
    }

    private static void negate(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).neg().intoArray(t, z + i);
    }

    private static void abs(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).abs().intoArray(t, z + i);
    }

    private static void square(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(t, a + i);
            x.mul(x).intoArray(t, z + i);
        }
    }

    private static void sqrt(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).sqrt().intoArray(t, z + i);
    }

    private static void reciprocal(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) same(1).div(load(t, a + i)).intoArray(t, z + i);
    }

    private static void exp(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) VectorMath.exp(load(t, a + i)).intoArray(t, z + i);
    }

    private static void log(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) VectorMath.log(load(t, a + i)).intoArray(t, z + i);
    }

    private static void log1p(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) VectorMath.log1p(load(t, a + i)).intoArray(t, z + i);
    }

    private static void sin(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(t, a + i);
            if (VectorMath.areAngles(x)) VectorMath.sin(x).intoArray(t, z + i);
            else oneByOne(Unary.SIN, t, a + i, z + i, LANES);
        }
    }

    private static void cos(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(t, a + i);
            if (VectorMath.areAngles(x)) VectorMath.cos(x).intoArray(t, z + i);
            else oneByOne(Unary.COS, t, a + i, z + i, LANES);
        }
    }

    private static void oneByOne(Unary op, float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i++) t[z + i] = op.of(t[a + i], 0, 0);
    }

    private static void erf(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) VectorMath.erf(load(t, a + i)).intoArray(t, z + i);
    }

    private static void tanh(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) VectorMath.tanh(load(t, a + i)).intoArray(t, z + i);
    }

    private static void sigmoid(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) VectorMath.sigmoid(load(t, a + i)).intoArray(t, z + i);
    }

    private static void relu(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).max(0).intoArray(t, z + i);
    }

    private static void sign(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES) VectorMath.sign(load(t, a + i)).intoArray(t, z + i);
    }

    private static void step(float[] t, int a, int z, int n) {
        for (int i = 0; i < n; i += LANES)
            same(0).blend(1, positive(load(t, a + i))).intoArray(t, z + i);
    }

    private static void leakySlope(float[] t, int a, int z, int n, float slope) {
        for (int i = 0; i < n; i += LANES)
            same(1).blend(slope, load(t, a + i).compare(VectorOperators.LT, 0)).intoArray(t, z + i);
    }

    private static void leaky(float[] t, int a, int z, int n, float slope) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(t, a + i);
            x.mul(slope).blend(x, positive(x)).intoArray(t, z + i);
        }
    }

    private static void elu(float[] t, int a, int z, int n, float above, float below) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(t, a + i);
            FloatVector curve = VectorMath.expm1(x).mul(below);
            curve.blend(x.mul(above), positive(x)).intoArray(t, z + i);
        }
    }

    private static void eluSlope(float[] t, int a, int z, int n, float above, float below) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(t, a + i);
            VectorMath.exp(x).mul(below).blend(above, positive(x)).intoArray(t, z + i);
        }
    }

    private static void add(float[] t, int a, int z, int n, float p) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).add(p).intoArray(t, z + i);
    }

    private static void multiply(float[] t, int a, int z, int n, float p) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).mul(p).intoArray(t, z + i);
    }

    private static void clip(float[] t, int a, int z, int n, float p, float q) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).max(p).min(q).intoArray(t, z + i);
    }
}
