package lab.samediff.models.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The noise is uniform and independent as far as simple statistics see, and a function of key and counter only. */
class UniformTest {
    private static final int N = 1 << 18;

    private static float[] draw(Kernels kernels, int n, long key, long first) {
        float[] t = new float[TileMemory.padded(n) + Kernels.SPARE];
        kernels.uniform(t, 0, n, key, first);
        return Arrays.copyOf(t, n);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, 0x123456789abcdefL})
    void everyImplementationDrawsTheSameBits(long key) {
        for (long first : new long[] {0, 1, 1000, (1L << 32) - 37, 1L << 32, 123L << 40, Long.MAX_VALUE - 2000}) {
            float[] plain = draw(new PlainKernels(), 1000, key, first);
            assertThat(draw(Kernels.best(), 1000, key, first)).isEqualTo(plain);
        }
    }

    @Test
    void tilesOfAnyLengthGiveTheSameNumbers() {
        for (Kernels kernels : TileMemory.kinds()) {
            long start = (1L << 32) - 500;
            float[] whole = draw(kernels, 1000, 7, start);
            for (int length : new int[] {1, 3, 16, 17, 333}) {
                for (int i = 0; i + length <= 1000; i += length)
                    assertThat(draw(kernels, length, 7, start + i)).isEqualTo(Arrays.copyOfRange(whole, i, i + length));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 1L << 40})
    void momentsAreThoseOfTheUniformDistribution(long key) {
        float[] u = draw(Kernels.best(), N, key, key * 31);
        double mean = 0;
        double square = 0;
        for (float x : u) {
            assertThat(x).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(x * 0x1p24f).isEqualTo((int) (x * 0x1p24f));
            mean += x / N;
            square += (double) x * x / N;
        }
        // Five standard errors each.
        assertThat(mean).isCloseTo(0.5, within(5 * Math.sqrt(1 / 12.0 / N)));
        assertThat(square).isCloseTo(1 / 3.0, within(5 * Math.sqrt(4 / 45.0 / N)));
    }

    @Test
    void cellsOfTheSquareAreFilledEvenly() {
        for (int lag : new int[] {1, 2, 15, 16, 17, 64, 1024}) {
            float[] u = draw(Kernels.best(), N + lag, 5, 0);
            int[] counts = new int[256];
            for (int i = 0; i < N; i++) counts[16 * (int) Math.floor(16 * u[i]) + (int) Math.floor(16 * u[i + lag])]++;
            assertThat(chiSquare(counts)).as("lag %d", lag).isBetween(140.0, 400.0);
        }
    }

    @Test
    void lowBitsAreAsEvenAsHighOnes() {
        float[] u = draw(Kernels.best(), N, 11, 0);
        int[] counts = new int[256];
        for (float x : u) counts[(int) (x * 0x1p24f) & 255]++;
        assertThat(chiSquare(counts)).isBetween(140.0, 400.0);
    }

    /** Of 255 degrees of freedom: 255 ± 23. */
    private static double chiSquare(int[] counts) {
        double expected = (double) N / counts.length;
        double sum = 0;
        for (int count : counts) sum += (count - expected) * (count - expected) / expected;
        return sum;
    }

    @Test
    void neighboursAndStreamsAreUncorrelated() {
        float[] u = draw(Kernels.best(), N + 2048, 3, 0);
        for (int lag : new int[] {1, 2, 8, 16, 32, 256, 1000, 1024, 2048})
            assertThat(correlation(u, lag, u)).as("lag %d", lag).isCloseTo(0, within(5 / Math.sqrt(N)));
        for (long key : new long[] {2, 4, 3 + (1L << 32), 3 + (1L << 63), ~3L})
            assertThat(correlation(u, 0, draw(Kernels.best(), N, key, 0)))
                    .as("key %d", key)
                    .isCloseTo(0, within(5 / Math.sqrt(N)));
        assertThat(correlation(u, 0, draw(Kernels.best(), N, 3, 1L << 32)))
                .as("the next block of counters")
                .isCloseTo(0, within(5 / Math.sqrt(N)));
    }

    private static double correlation(float[] u, int lag, float[] v) {
        double sum = 0;
        for (int i = 0; i < N; i++) sum += (u[i + lag] - 0.5) * (v[i] - 0.5);
        return 12 * sum / N;
    }

    @Test
    void maximaOfTilesAreUniformToo() {
        // The maximum of n is distributed as U^(1/n): tiles as units, not their entries.
        int tiles = 4096;
        double mean = 0;
        for (int i = 0; i < tiles; i++) {
            float max = 0;
            for (float x : draw(Kernels.best(), 64, 9, 64L * i)) max = Math.max(max, x);
            mean += Math.pow(max, 64) / tiles;
        }
        assertThat(mean).isCloseTo(0.5, within(5 * Math.sqrt(1 / 12.0 / tiles)));
    }
}
