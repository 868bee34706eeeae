package lab.samediff.models.engine.kernels;

import static lab.samediff.models.engine.kernels.VectorMath.LANES;
import static lab.samediff.models.engine.kernels.VectorMath.load;
import static lab.samediff.models.engine.kernels.VectorMath.positive;
import static lab.samediff.models.engine.kernels.VectorMath.same;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Binary} and {@link Ternary} by vectors, each op in a loop of its own or by its definition. */
final class VectorPairs {
    private VectorPairs() {}

    static void run(Binary op, float[] t, int a, int b, int z, int n) {
        switch (op) {
            case ADD -> add(t, a, b, z, n);
            case SUB -> subtract(t, a, b, z, n);
            case MUL -> multiply(t, a, b, z, n);
            case DIV -> divide(t, a, b, z, n);
            case MAX -> max(t, a, b, z, n);
            case MIN -> min(t, a, b, z, n);
            case EQUAL -> equal(t, a, b, z, n);
            case TANH_SLOPE_MUL -> tanhSlope(t, a, b, z, n);
            case SIGMOID_SLOPE_MUL -> sigmoidSlope(t, a, b, z, n);
            case STEP_MUL -> step(t, a, b, z, n);
            default -> {
                for (int i = 0; i < n; i++) t[z + i] = op.of(t[a + i], t[b + i]);
            }
        }
    }

    static void run(Ternary op, float[] t, int a, int b, int c, int z, int n) {
        if (op == Ternary.SELECT) {
            select(t, a, b, c, z, n);
        } else {
            for (int i = 0; i < n; i++) t[z + i] = op.of(t[a + i], t[b + i], t[c + i]);
        }
    }

    private static void add(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).add(load(t, b + i)).intoArray(t, z + i);
    }

    private static void subtract(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).sub(load(t, b + i)).intoArray(t, z + i);
    }

    private static void multiply(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).mul(load(t, b + i)).intoArray(t, z + i);
    }

    private static void divide(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).div(load(t, b + i)).intoArray(t, z + i);
    }

    private static void max(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).max(load(t, b + i)).intoArray(t, z + i);
    }

    private static void min(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES) load(t, a + i).min(load(t, b + i)).intoArray(t, z + i);
    }

    private static void equal(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES)
            same(0).blend(1, load(t, a + i).compare(VectorOperators.EQ, load(t, b + i)))
                    .intoArray(t, z + i);
    }

    private static void tanhSlope(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector y = load(t, a + i);
            same(1).sub(y.mul(y)).mul(load(t, b + i)).intoArray(t, z + i);
        }
    }

    private static void sigmoidSlope(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector y = load(t, a + i);
            y.mul(same(1).sub(y)).mul(load(t, b + i)).intoArray(t, z + i);
        }
    }

    private static void step(float[] t, int a, int b, int z, int n) {
        for (int i = 0; i < n; i += LANES)
            same(0).blend(load(t, b + i), positive(load(t, a + i))).intoArray(t, z + i);
    }

    private static void select(float[] t, int a, int b, int c, int z, int n) {
        for (int i = 0; i < n; i += LANES)
            load(t, c + i).blend(load(t, b + i), positive(load(t, a + i))).intoArray(t, z + i);
    }
}
