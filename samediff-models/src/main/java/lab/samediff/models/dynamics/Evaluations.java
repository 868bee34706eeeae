package lab.samediff.models.dynamics;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A velocity field that counts its evaluations and checks what goes in and comes out. */
final class Evaluations implements VelocityField {
    private final VelocityField field;
    private long count;

    Evaluations(VelocityField field) {
        this.field = field;
    }

    @Override
    public INDArray at(double t, INDArray x) {
        count++;
        INDArray slope = field.at(t, x);
        if (!Arrays.equals(slope.shape(), x.shape()) || slope.dataType() != x.dataType()) {
            throw new IllegalArgumentException("the velocity field answered with " + describe(slope) + " to a state of "
                    + describe(x) + "; shape and type must be the same");
        }
        // A copy, because a compiled graph answers each call in the same buffer.
        return slope.dup('c');
    }

    long count() {
        return count;
    }

    /** A copy of the start in row-major order, after checking that the problem can be integrated at all. */
    static INDArray start(double[] times, INDArray x0) {
        if (x0.dataType() != DataType.FLOAT && x0.dataType() != DataType.DOUBLE) {
            throw new IllegalArgumentException("the state must be FLOAT or DOUBLE, not " + x0.dataType());
        }
        if (times.length < 2) {
            throw new IllegalArgumentException("times needs a start and an end, got " + Arrays.toString(times));
        }
        double direction = Math.signum(times[1] - times[0]);
        for (int i = 1; i < times.length; i++) {
            double gap = (times[i] - times[i - 1]) * direction;
            if (!(gap > 0) || Double.isInfinite(gap)) {
                throw new IllegalArgumentException(
                        "times must be finite and strictly increasing or decreasing, got " + Arrays.toString(times));
            }
        }
        return x0.dup('c');
    }

    private static String describe(INDArray array) {
        return array.dataType() + " " + Arrays.toString(array.shape());
    }
}
