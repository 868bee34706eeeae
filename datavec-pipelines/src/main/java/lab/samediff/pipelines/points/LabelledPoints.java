package lab.samediff.pipelines.points;

import java.io.Serializable;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Points in the plane, each with a label: a class number, or a position along a curve. */
public final class LabelledPoints implements Serializable {
    private static final long serialVersionUID = 1L;

    /** x and y of each point in turn. */
    private final float[] flat;

    private final float[] labels;

    /** Room for n points, all at the origin. */
    LabelledPoints(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("cannot draw " + n + " points; at least one is needed");
        }
        flat = new float[Math.multiplyExact(2, n)];
        labels = new float[n];
    }

    /** Number of points. */
    public int size() {
        return labels.length;
    }

    /** First coordinate of a point. */
    public float x(int point) {
        return flat[2 * point];
    }

    /** Second coordinate of a point. */
    public float y(int point) {
        return flat[2 * point + 1];
    }

    /** Label of a point. */
    public float label(int point) {
        return labels[point];
    }

    /** All points: a new float [n, 2]. */
    public INDArray coordinates() {
        return Nd4j.createFromArray(flat).reshape(size(), 2);
    }

    /** All labels: a new float [n, 1]. */
    public INDArray labels() {
        return Nd4j.createFromArray(labels).reshape(size(), 1);
    }

    void set(int point, double x, double y, double label) {
        flat[2 * point] = (float) x;
        flat[2 * point + 1] = (float) y;
        labels[point] = (float) label;
    }

    /** These points in random order, by Fisher and Yates' exchanges. */
    LabelledPoints shuffle(RandomGenerator random) {
        for (int i = size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            float x = x(i);
            float y = y(i);
            float label = label(i);
            set(i, x(other), y(other), label(other));
            set(other, x, y, label);
        }
        return this;
    }

    /**
     * Checks a parameter of a distribution.
     *
     * @throws IllegalArgumentException if it is negative, infinite or not a number
     */
    static void requireNotNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " must be a finite number, not negative");
        }
    }

    /**
     * Checks a parameter of a distribution.
     *
     * @throws IllegalArgumentException if it is not positive, infinite or not a number
     */
    static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " must be a finite number above 0");
        }
    }
}
