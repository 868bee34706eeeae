package lab.samediff.models.engine;

import java.util.Arrays;
import lab.samediff.models.engine.kernels.Kernels;
import lab.samediff.models.graph.Params;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.custom.DistributionUniform;
import org.nd4j.linalg.factory.Nd4j;

/** Where the random numbers of a graph come from: one seed for each run, one stream for each op that draws. */
public final class Noise {
    private Noise() {}

    /** The stream of the op that writes {@code variable}: the same name gives the same stream, its hash with a final mix. */
    public static long stream(String variable) {
        long hash = Params.hash(variable);
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 32;
    }

    /** Whether a run of {@code graph} draws numbers, and so needs a seed. */
    static boolean isDrawnBy(SameDiff graph) {
        return graph.getOps().values().stream().anyMatch(op -> op.getOp() instanceof DistributionUniform);
    }

    /** Fills a row-major array with the numbers of {@code key}, float32 also in an array of doubles. */
    static void fill(INDArray array, long key) {
        int length = Math.toIntExact(array.length());
        float[] numbers = new float[length + Kernels.SPARE];
        Kernels.best().uniform(numbers, 0, length, key, 0);
        array.assign(Nd4j.createFromArray(Arrays.copyOf(numbers, length)).reshape('c', array.shape()));
    }
}
