package lab.samediff.models.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.junit.jupiter.api.Test;

/** Steps of optimisers on tiles against recurrences in doubles, of which each is written as its paper has it. */
class OptimiserTilesTest {
    private static final double RATE = 0.05;
    private static final int STEPS = 20;
    private static final int P = 16;
    private static final int G = 1216;
    private static final int M = 2416;
    private static final int V = 3616;

    @FunctionalInterface
    private interface Tile {
        void step(Kernels kernels, float[] t, int n, long step);
    }

    /** One element's step; memory holds m and v. Returns what is subtracted. */
    @FunctionalInterface
    private interface Recurrence {
        double step(double gradient, double[] memory, long step);
    }

    @Test
    void sgdFollowsItsRecurrence() {
        check((k, t, n, step) -> k.sgd(t, P, G, n, RATE), (g, memory, step) -> RATE * g);
    }

    @Test
    void momentumFollowsItsRecurrence() {
        check((k, t, n, step) -> k.momentum(t, P, G, M, n, RATE, 0.9), (g, memory, step) -> {
            memory[0] = 0.9 * memory[0] + g;
            return RATE * memory[0];
        });
    }

    @Test
    void rmsPropFollowsItsRecurrence() {
        check((k, t, n, step) -> k.rmsProp(t, P, G, V, n, RATE, 0.99, 1e-3), (g, memory, step) -> {
            memory[1] = 0.99 * memory[1] + 0.01 * g * g;
            return RATE * g / (Math.sqrt(memory[1]) + 1e-3);
        });
    }

    @Test
    void adamFollowsItsRecurrence() {
        adam(1e-8);
        adam(0.1);
    }

    private static void adam(double epsilon) {
        check(
                (k, t, n, step) -> k.adam(t, P, G, M, V, n, AdamStep.of(RATE, 0.9, 0.999, epsilon, step)),
                (g, memory, step) -> {
                    memory[0] = 0.9 * memory[0] + 0.1 * g;
                    memory[1] = 0.999 * memory[1] + 0.001 * g * g;
                    double mean = memory[0] / (1 - Math.pow(0.9, step + 1.0));
                    double square = memory[1] / (1 - Math.pow(0.999, step + 1.0));
                    return RATE * mean / (Math.sqrt(square) + epsilon);
                });
    }

    @Test
    void memoriesOfAGradientThatVanishedBecomeZeroAndNeverSubnormal() {
        for (Kernels kernels : TileMemory.kinds()) {
            vanishing((t, step) -> kernels.adam(t, P, G, M, V, 17, AdamStep.of(RATE, 0.5, 0.5, 1e-8, step)));
            vanishing((t, step) -> kernels.momentum(t, P, G, M, 17, RATE, 0.5));
            vanishing((t, step) -> kernels.rmsProp(t, P, G, V, 17, RATE, 0.5, 1e-8));
        }
    }

    private static void vanishing(ObjLongConsumer<float[]> update) {
        float[] t = TileMemory.normal(V + 1200, 5);
        Arrays.fill(t, M, t.length, 0);
        for (long step = 0; step < 300; step++) {
            update.accept(t, step);
            Arrays.fill(t, G, G + 17, 0);
            for (int i = 0; i < 17; i++) {
                for (float memory : new float[] {t[M + i], t[V + i]}) {
                    assertThat(memory == 0 || Math.abs(memory) >= Float.MIN_NORMAL)
                            .as("%s", memory)
                            .isTrue();
                }
            }
        }
        for (int i = 0; i < 17; i++) assertThat(t[M + i] + t[V + i]).isZero();
    }

    @Test
    void aLongAdamStepHasNoBiasToTakeOut() {
        AdamStep step = AdamStep.of(RATE, 0.9, 0.999, 1e-8, 1_000_000_000_000L);
        assertThat(step.scale()).isEqualTo((float) RATE);
        assertThat(step.floor()).isEqualTo(1e-8f);
    }

    private static void check(Tile tile, Recurrence recurrence) {
        for (Kernels kernels : TileMemory.kinds())
            for (int n : new int[] {1, 15, 16, 17, 63, 1000}) check(kernels, n, tile, recurrence);
    }

    private static void check(Kernels kernels, int n, Tile tile, Recurrence recurrence) {
        float[] t = TileMemory.normal(V + 1200, n);
        Arrays.fill(t, M, t.length, 0);
        float[] start = t.clone();
        double[] wanted = new double[n];
        double[][] memory = new double[n][2];
        for (int i = 0; i < n; i++) wanted[i] = t[P + i];
        for (long step = 0; step < STEPS; step++) {
            float[] gradients = TileMemory.normal(n, 100 + step);
            System.arraycopy(gradients, 0, t, G, n);
            tile.step(kernels, t, n, step);
            for (int i = 0; i < n; i++) wanted[i] -= recurrence.step(gradients[i], memory[i], step);
        }
        for (int i = 0; i < n; i++) {
            assertThat((double) t[P + i]).as(kernels.describe()).isCloseTo(wanted[i], within(1e-5));
            assertThat((double) t[M + i]).isCloseTo(memory[i][0], within(1e-5));
            assertThat((double) t[V + i]).isCloseTo(memory[i][1], within(1e-5));
        }
        untouched(start, t, 0, P);
        untouched(start, t, P + TileMemory.padded(n), G);
        untouched(start, t, M + TileMemory.padded(n), V);
        untouched(start, t, V + TileMemory.padded(n), t.length);
    }

    private static void untouched(float[] before, float[] after, int from, int to) {
        assertThat(Arrays.copyOfRange(after, from, to)).isEqualTo(Arrays.copyOfRange(before, from, to));
    }
}
