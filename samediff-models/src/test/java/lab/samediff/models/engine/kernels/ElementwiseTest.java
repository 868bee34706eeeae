package lab.samediff.models.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every element-wise kernel does what the op's definition says, and the definitions are right. */
class ElementwiseTest {
    /** Functions that are approximated; everything else is exact to the bit. */
    private static final Set<Unary> APPROXIMATE = EnumSet.of(
            Unary.EXP,
            Unary.LOG,
            Unary.LOG1P,
            Unary.SIN,
            Unary.COS,
            Unary.ERF,
            Unary.TANH,
            Unary.SIGMOID,
            Unary.ELU,
            Unary.ELU_SLOPE,
            Unary.SELU,
            Unary.SELU_SLOPE);

    private static final float P = -0.3f;
    private static final float Q = 0.7f;

    @ParameterizedTest
    @EnumSource
    void unaryFollowsItsDefinition(Unary op) {
        TileMemory.kinds().forEach(kernels -> TileMemory.lengths().forEach(n -> {
            float[] t = TileMemory.wild(4096, n);
            int a = 3 + n;
            int z = 2048;
            float[] before = t.clone();
            kernels.unary(op, t, a, z, n, P, Q);
            for (int i = 0; i < n; i++) {
                float x = before[a + i];
                float want = op.of(x, P, Q);
                // Its 1 + e^-x overflows where the result is too small to be a normal number.
                if (op == Unary.SIGMOID && want < Float.MIN_NORMAL)
                    assertThat(t[z + i]).isBetween(0f, Float.MIN_NORMAL);
                else same(op + "(" + x + ") " + kernels.describe(), t[z + i], want, APPROXIMATE.contains(op));
            }
            onlyTouched(before, t, z, n);
        }));
    }

    /** Over the whole range on which a function is computed by vectors, in units in the last place. */
    @ParameterizedTest
    @CsvSource({
        "EXP, -87, 88.7, 1.2",
        "LOG, 0, 10, 1.2",
        "LOG, 0, 3e38, 1.2",
        "LOG, 0, 1e-38, 1.2",
        "LOG1P, -1, 3, 1.7",
        "LOG1P, -1e-6, 1e-6, 1.7",
        "LOG1P, 0, 1e9, 1.7",
        "SIN, -10, 10, 1.6",
        "SIN, -131072, 131072, 1.6",
        "COS, -10, 10, 1.6",
        "COS, -131072, 131072, 1.6",
        "ELU, -100, 0, 1.7",
        "ELU, -1e-6, 0, 1.7",
        "SIGMOID, -80, 80, 2.5",
        "TANH, -10, 10, 6"
    })
    void elementaryFunctionsAreCloseEverywhere(Unary op, float from, float to, double units) {
        int n = 1 << 18;
        float[] t = new float[2 * n + Kernels.SPARE];
        for (int i = 0; i < n; i++) t[i] = (float) (from + (to - (double) from) * (i + 0.5) / n);
        Kernels.best().unary(op, t, 0, n, n, 0, 0);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            double x = t[i];
            double want =
                    switch (op) {
                        case EXP -> Math.exp(x);
                        case LOG -> Math.log(x);
                        case LOG1P -> Math.log1p(x);
                        case SIN -> Math.sin(x);
                        case COS -> Math.cos(x);
                        case ELU -> Math.expm1(x);
                        case SIGMOID -> 1 / (1 + Math.exp(-x));
                        default -> Math.tanh(x);
                    };
            worst = Math.max(worst, Math.abs(t[n + i] - want) / Math.ulp((float) want));
        }
        assertThat(worst).isLessThan(units);
    }

    @ParameterizedTest
    @EnumSource
    void binaryFollowsItsDefinition(Binary op) {
        TileMemory.kinds().forEach(kernels -> TileMemory.lengths().forEach(n -> {
            float[] t = TileMemory.wild(6144, n);
            int a = 5;
            int b = 2000 + n;
            int z = 4096;
            float[] before = t.clone();
            kernels.binary(op, t, a, b, z, n);
            for (int i = 0; i < n; i++)
                same(op + " " + kernels.describe(), t[z + i], op.of(before[a + i], before[b + i]), false);
            onlyTouched(before, t, z, n);
        }));
    }

    @ParameterizedTest
    @EnumSource
    void ternaryFollowsItsDefinition(Ternary op) {
        TileMemory.kinds().forEach(kernels -> TileMemory.lengths().forEach(n -> {
            float[] t = TileMemory.wild(8192, n);
            int z = 6000;
            float[] before = t.clone();
            kernels.ternary(op, t, 1, 2000, 4001, z, n);
            for (int i = 0; i < n; i++) {
                float want = op.of(before[1 + i], before[2000 + i], before[4001 + i]);
                same(op + " " + kernels.describe(), t[z + i], want, false);
            }
            onlyTouched(before, t, z, n);
        }));
    }

    @Test
    void theResultMayTakeThePlaceOfAnOperand() {
        for (Kernels kernels : TileMemory.kinds()) {
            float[] t = TileMemory.normal(256, 1);
            float[] before = t.clone();
            kernels.binary(Binary.SUB, t, 0, 64, 64, 50);
            kernels.binary(Binary.MUL, t, 128, 128, 128, 50);
            kernels.ternary(Ternary.SELECT, t, 0, 0, 192, 192, 50);
            for (int i = 0; i < 50; i++) {
                assertThat(t[64 + i]).isEqualTo(before[i] - before[64 + i]);
                assertThat(t[128 + i]).isEqualTo(before[128 + i] * before[128 + i]);
                assertThat(t[192 + i]).isEqualTo(before[i] > 0 ? before[i] : before[192 + i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-30f, 1e-8f, 1e-3f, 0.3f, 0.91f, 0.93f, 2, 3.9f, 4, 30})
    void erfAgreesWithItsSeries(float around) {
        for (Kernels kernels : TileMemory.kinds()) {
            float[] t = new float[4096];
            for (int i = 0; i < 1000; i++) t[i] = around * (0.6f + 0.001f * i) * (i % 2 == 0 ? 1 : -1);
            kernels.unary(Unary.ERF, t, 0, 2048, 1000, 0, 0);
            for (int i = 0; i < 1000; i++) {
                double want = erf(t[i]);
                assertThat((double) t[2048 + i])
                        .as("erf(%s) %s", t[i], kernels.describe())
                        .isCloseTo(want, within(Math.min(2e-7, 3e-7 * Math.abs(want))));
            }
        }
    }

    /** 2/√π e^(-x²) Σ 2ᵏ x^(2k+1) / (2k+1)!!, whose terms are all positive. */
    private static double erf(double x) {
        double y = Math.min(Math.abs(x), 6);
        double term = y;
        double sum = 0;
        for (int k = 0; term > 1e-18 * sum; k++) {
            sum += term;
            term *= 2 * y * y / (2 * k + 3);
        }
        return Math.signum(x) * Math.min(1, 2 / Math.sqrt(Math.PI) * Math.exp(-y * y) * sum);
    }

    @ParameterizedTest
    @EnumSource(names = {"TANH", "ERF", "SIGMOID"})
    void functionsWithALimitAreCloseEverywhereAndNeverPassIt(Unary op) {
        for (Kernels kernels : TileMemory.kinds()) {
            float[] t = new float[4096];
            double worst = 0;
            double largest = 0;
            for (float start = 0; start < 24; start += 0.05f) {
                for (int i = 0; i < 1000; i++) t[i] = (start + 5e-5f * i) * (i % 2 == 0 ? 1 : -1);
                kernels.unary(op, t, 0, 2048, 1000, 0, 0);
                for (int i = 2; i < 1000; i++) {
                    double want = op.of(t[i], 0, 0);
                    worst = Math.max(worst, Math.abs(t[2048 + i] - want) / Math.abs(want));
                    largest = Math.max(largest, Math.abs(t[2048 + i]));
                }
            }
            assertThat(worst).as(kernels.describe()).isLessThan(4e-7);
            assertThat(largest).isEqualTo(1);
        }
    }

    @Test
    void slopesAreTheDerivatives() {
        slope(Unary.RELU, Unary.STEP, 0);
        slope(Unary.ELU, Unary.ELU_SLOPE, 0);
        slope(Unary.SELU, Unary.SELU_SLOPE, 0);
        slope(Unary.LEAKY_RELU, Unary.LEAKY_SLOPE, 0.2f);
    }

    private static void slope(Unary op, Unary slope, float p) {
        float step = 0x1p-9f;
        for (float x = -2.02f; x < 2; x += 0.25f) {
            float rise = op.of(x + step, p, Q) - op.of(x - step, p, Q);
            assertThat(slope.of(x, p, Q)).as("%s at %s", slope, x).isCloseTo(rise / (2 * step), within(2e-4f));
        }
    }

    @Test
    void gradientsThroughAResultAreTheProductWithTheSlope() {
        double x = 0.7;
        double tanh = Math.tanh(x);
        double sigmoid = 1 / (1 + Math.exp(-x));
        double step = 1e-5;
        double tanhSlope = (Math.tanh(x + step) - Math.tanh(x - step)) / (2 * step);
        double sigmoidSlope = (1 / (1 + Math.exp(-x - step)) - 1 / (1 + Math.exp(-x + step))) / (2 * step);
        assertThat(Binary.TANH_SLOPE_MUL.of((float) tanh, 3)).isCloseTo((float) (3 * tanhSlope), within(1e-6f));
        assertThat(Binary.SIGMOID_SLOPE_MUL.of((float) sigmoid, 3))
                .isCloseTo((float) (3 * sigmoidSlope), within(1e-6f));
        assertThat(Binary.STEP_MUL.of(2, 5)).isEqualTo(5);
        assertThat(Binary.STEP_MUL.of(-2, 5)).isZero();
    }

    private static void same(String what, float got, float want, boolean approximate) {
        if (Float.compare(got, want) == 0) return;
        float near = approximate ? Math.max(3 * Math.ulp(want), 4e-7f * Math.abs(want)) : 0;
        if (Math.abs(got - want) <= near && near > 0) return;
        assertThat(got).as(what).isEqualTo(want);
    }

    private static void onlyTouched(float[] before, float[] after, int z, int n) {
        int end = z + TileMemory.padded(n);
        assertThat(Arrays.copyOf(after, z)).as("before the result").isEqualTo(Arrays.copyOf(before, z));
        assertThat(Arrays.copyOfRange(after, end, after.length))
                .as("behind the padding")
                .isEqualTo(Arrays.copyOfRange(before, end, before.length));
    }
}
