package lab.samediff.models.train;

import java.util.Map;
import java.util.SplittableRandom;
import lab.samediff.models.graph.Params;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Plain Java numbers in and out of arrays. */
final class Numbers {
    private Numbers() {}

    static double[] gaussians(long seed, int count, double deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = deviation * random.nextGaussian();
        return values;
    }

    static INDArray array(DataType type, double[] values, long... shape) {
        return Nd4j.createFromArray(values).castTo(type).reshape(shape).dup('c');
    }

    static INDArray array(double[] values, long... shape) {
        return array(DataType.DOUBLE, values, shape);
    }

    /** The entries in row-major order; a copy. */
    static double[] values(INDArray array) {
        return array.dup('c').data().asDouble();
    }

    static double[] values(Params params, String name) {
        return values(parameter(params, name));
    }

    static INDArray parameter(Params params, String name) {
        Map<String, INDArray> arrays = params.arrays();
        if (!arrays.containsKey(name)) throw new IllegalArgumentException("no " + name + " among " + arrays.keySet());
        return arrays.get(name);
    }

    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) largest = Math.max(largest, Math.abs(value));
        return largest;
    }

    /** The largest difference of two entries, divided by the largest expected entry. */
    static double relativeError(double[] found, double[] expected) {
        double[] differences = new double[expected.length];
        for (int i = 0; i < expected.length; i++) differences[i] = found[i] - expected[i];
        return largest(differences) / largest(expected);
    }
}
