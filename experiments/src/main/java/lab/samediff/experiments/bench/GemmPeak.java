package lab.samediff.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How fast matrix products are at best here: squares of {@value #SIZE} in float32 with preallocated outputs, one stream
 * of products per thread, none of them waiting for another.
 */
final class GemmPeak {
    private static final int SIZE = 768;
    private static final double WARM_UP = 0.5;
    private static final double COUNTED = 1.5;
    private static final double FLOPS = 2.0 * SIZE * SIZE * SIZE;

    private GemmPeak() {}

    /** GFLOP/s of all threads together. Native code must have been started with one thread of its own. */
    static double measure(int threads) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> rates = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Draws draws = new Draws(i);
                rates.add(pool.submit(() -> rate(draws)));
            }
            double sum = 0;
            for (Future<Double> rate : rates) sum += rate.get();
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a matrix product failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static double rate(Draws draws) {
        INDArray a = draws.normal(SIZE, SIZE);
        INDArray b = draws.normal(SIZE, SIZE);
        INDArray product = Nd4j.create(SIZE, SIZE);
        Laps laps = new Laps(WARM_UP, COUNTED);
        while (laps.more()) {
            laps.begin();
            Nd4j.exec(new Mmul(a, b, product, null));
        }
        double milliseconds = laps.timing().p25();
        return FLOPS / (milliseconds * 1e6);
    }
}
