package lab.samediff.models.layers;

import java.util.Arrays;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** Checks of the numbers that a layer or model is made of. */
public final class Sizes {
    private Sizes() {}

    /**
     * Returns {@code value}.
     *
     * @throws IllegalArgumentException naming it if it is below {@code least}
     */
    public static int atLeast(int least, String name, int value) {
        if (value < least) throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        return value;
    }

    /**
     * Returns {@code rate}.
     *
     * @throws IllegalArgumentException naming it if it is outside of [0, 1)
     */
    public static double rate(String name, double rate) {
        if (!(rate >= 0 && rate < 1)) throw new IllegalArgumentException(name + " must be in [0, 1), got " + rate);
        return rate;
    }

    /**
     * The size of axis 1 of x [batch, time, ...].
     *
     * @throws IllegalArgumentException naming the layer if it is known only when the graph runs
     */
    public static int time(Scope s, String layer, SDVariable x) {
        long[] shape = Scope.shape(x);
        if (shape[1] == -1) {
            throw new IllegalArgumentException(
                    s.path() + ": " + layer + " wants a known time, got " + x.name() + " " + Arrays.toString(shape));
        }
        return Math.toIntExact(shape[1]);
    }
}
