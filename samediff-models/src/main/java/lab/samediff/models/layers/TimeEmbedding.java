package lab.samediff.models.layers;

import java.util.Arrays;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** A time as features that a network can read. */
public final class TimeEmbedding {
    private static final double LONGEST = 10_000;

    private TimeEmbedding() {}

    /**
     * sin(t ω_i) in the first half of the columns and cos(t ω_i) in the second, ω_i = 10000^(-2i/width), i = 0, ...,
     * width/2 - 1; no parameters. The features of Vaswani et al. 2017, arXiv:1706.03762, section 3.5, of a time instead
     * of a position, as Ho et al. 2020, arXiv:2006.11239, appendix B, use them.
     *
     * <p>Shapes: t [batch], in steps (0, 1, 2, ..., about 1000): a time in [0, 1] should be multiplied by 1000 first,
     * or all of it lies within the first sixth of the fastest wave → [batch, width].
     *
     * @param width even and positive
     * @throws IllegalArgumentException if width is not even and positive
     * @throws lab.samediff.models.graph.ShapeException if t is not [batch]
     */
    public static SDVariable sinusoidal(Scope s, SDVariable t, int width) {
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException("width must be even and positive, got " + width);
        }
        s.expect("time embedding", t, -1);
        double[] frequencies = new double[width / 2];
        Arrays.setAll(frequencies, i -> Math.pow(LONGEST, -2.0 * i / width));
        SDVariable angles = Ops.mul(Arrange.expandDims(t, 1), s.constant(Nd4j.createFromArray(frequencies)));
        return Arrange.concat(1, Ops.sin(angles), Ops.cos(angles));
    }
}
