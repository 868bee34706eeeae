package lab.samediff.models.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reductions and repetitions agree with double loops for every shape and touch nothing else. */
class RowsAndColumnsTest {
    private static final int[] ROWS = {1, 2, 3, 5, 15, 16, 17, 33, 64, 100};

    @FunctionalInterface
    private interface Kernel {
        void run(Kernels kernels, float[] t, int a, int z, int rows, int columns);
    }

    @FunctionalInterface
    private interface Oracle {
        double at(float[] t, int a, int i, int rows, int columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 28, 31, 32, 33, 63, 64, 65, 100, 128, 130, 784})
    void agreeWithTheDoubleLoop(int columns) {
        for (int rows : ROWS) {
            int each = rows * columns;
            check(rows, columns, (k, t, a, z, r, c) -> k.rowSum(t, a, z, r, c), rows, RowsAndColumnsTest::rowSum);
            check(rows, columns, (k, t, a, z, r, c) -> k.rowMax(t, a, z, r, c), rows, RowsAndColumnsTest::rowMax);
            check(rows, columns, (k, t, a, z, r, c) -> k.columnSum(t, a, z, r, c), columns, (t, a, i, r, c) -> {
                return fold(t, r, row -> a + row * c + i, true);
            });
            check(rows, columns, (k, t, a, z, r, c) -> k.splat(t, a, z, r, c), each, (t, a, i, r, c) -> t[a + i / c]);
            check(rows, columns, (k, t, a, z, r, c) -> k.tile(t, a, z, r, c), each, (t, a, i, r, c) -> t[a + i % c]);
        }
    }

    private static double rowSum(float[] t, int a, int row, int rows, int columns) {
        return fold(t, columns, c -> a + row * columns + c, true);
    }

    private static double rowMax(float[] t, int a, int row, int rows, int columns) {
        return fold(t, columns, c -> a + row * columns + c, false);
    }

    private static double fold(float[] t, int n, IntUnaryOperator place, boolean sum) {
        double result = sum ? 0 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double x = t[place.applyAsInt(i)];
            result = sum ? result + x : Math.max(result, x);
        }
        return result;
    }

    private static void check(int rows, int columns, Kernel kernel, int results, Oracle oracle) {
        int a = 21;
        int z = a + rows * columns + 7;
        for (Kernels kernels : TileMemory.kinds()) {
            float[] t = TileMemory.normal(z + rows * columns + 40, rows * 1000L + columns);
            float[] before = t.clone();
            kernel.run(kernels, t, a, z, rows, columns);
            for (int i = 0; i < results; i++)
                assertThat((double) t[z + i])
                        .as("result %d of %d x %d, %s", i, rows, columns, kernels.describe())
                        .isCloseTo(oracle.at(before, a, i, rows, columns), within(2e-5));
            assertThat(Arrays.copyOf(t, z)).isEqualTo(Arrays.copyOf(before, z));
            assertThat(Arrays.copyOfRange(t, z + results, t.length))
                    .isEqualTo(Arrays.copyOfRange(before, z + results, t.length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 20, 65, 130})
    void oneNaNMakesItsRowAndItsColumnNaN(int columns) {
        int rows = 40;
        for (Kernels kernels : TileMemory.kinds()) {
            int[] where = {0, columns * 7 + columns / 2, rows * columns - 1};
            for (int nan : where) {
                float[] t = TileMemory.normal(2 * rows * columns + 40, 3);
                t[nan] = Float.NaN;
                int z = rows * columns;
                kernels.rowMax(t, 0, z, rows, columns);
                onlyNaN(t, z, rows, nan / columns);
                kernels.rowSum(t, 0, z, rows, columns);
                onlyNaN(t, z, rows, nan / columns);
                kernels.columnSum(t, 0, z, rows, columns);
                onlyNaN(t, z, columns, nan % columns);
            }
        }
    }

    private static void onlyNaN(float[] t, int z, int n, int place) {
        for (int i = 0; i < n; i++) assertThat(Float.isNaN(t[z + i])).isEqualTo(i == place);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 40, 65})
    void theMaximumOfNothingButMinusInfinityIsMinusInfinity(int columns) {
        for (Kernels kernels : TileMemory.kinds()) {
            float[] t = new float[4096];
            Arrays.fill(t, 0, 20 * columns, Float.NEGATIVE_INFINITY);
            kernels.rowMax(t, 0, 2048, 20, columns);
            for (int i = 0; i < 20; i++) assertThat(t[2048 + i]).isEqualTo(Float.NEGATIVE_INFINITY);
        }
    }

    @Test
    void sumsOfAllAgreeWithTheLoopForEveryLength() {
        for (Kernels kernels : TileMemory.kinds()) {
            TileMemory.lengths().forEach(n -> {
                float[] t = TileMemory.normal(2000, n);
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < n; i++) {
                    sum += t[11 + i];
                    squares += (double) t[11 + i] * t[11 + i];
                }
                assertThat((double) kernels.sum(t, 11, n)).isCloseTo(sum, within(2e-5));
                assertThat(kernels.sumOfSquares(t, 11, n)).isCloseTo(squares, within(1e-6 * squares));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1e-30f, 1e-12f, 1e12f, 1e30f, Float.POSITIVE_INFINITY, Float.NaN})
    void squaresNeitherOverflowNorVanish(float x) {
        for (Kernels kernels : TileMemory.kinds()) {
            float[] t = new float[4096];
            Arrays.fill(t, 0, 3000, x);
            double want = 3000.0 * x * x;
            double got = kernels.sumOfSquares(t, 0, 3000);
            if (want > 0 && Double.isFinite(want)) assertThat(got).isCloseTo(want, within(1e-6 * want));
            else assertThat(Double.compare(got, want)).isZero();
        }
    }

    @Test
    void fillFillsWhatItIsTold() {
        for (Kernels kernels : TileMemory.kinds()) {
            float[] t = new float[64];
            kernels.fill(t, 16, 10, 2.5f);
            for (int i = 0; i < 64; i++) if (i < 16 || i >= 32) assertThat(t[i]).isZero();
            for (int i = 16; i < 26; i++) assertThat(t[i]).isEqualTo(2.5f);
        }
    }
}
