package lab.samediff.models.engine.plan;

import java.util.Map;
import lab.samediff.models.graph.Convolve;
import lab.samediff.models.graph.Convolve.Padding;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;

/** Batches so large that a backward convolution gets them in pieces: 37 images, which no team shares evenly. */
class ConvolutionsTest {
    @Test
    void gradientsOfAConvolutionAddUpOverPieces() {
        Plans.agrees(
                s -> {
                    SDVariable x = s.input("x", -1, 28, 28, 1);
                    SDVariable first = Ops.tanh(
                            Convolve.conv2d(x, s.param("first", Init.normal(0.3, 3, 3, 1, 16)), 1, Padding.SAME));
                    SDVariable second =
                            Convolve.conv2d(first, s.param("second", Init.normal(0.1, 3, 3, 16, 16)), 1, Padding.SAME);
                    return loss(second);
                },
                Map.of("x", Plans.normal(1, 37, 28, 28, 1)));
    }

    @Test
    void gradientsOfATransposedConvolutionAddUpOverPieces() {
        Plans.agrees(
                s -> {
                    SDVariable x = s.input("x", -1, 7, 7, 32);
                    SDVariable first =
                            Ops.tanh(Convolve.transposedConv2d(x, s.param("first", Init.normal(0.1, 4, 4, 16, 32)), 2));
                    SDVariable second =
                            Convolve.transposedConv2d(first, s.param("second", Init.normal(0.1, 4, 4, 12, 16)), 2);
                    return loss(second);
                },
                Map.of("x", Plans.normal(1, 37, 7, 7, 32)));
    }

    /** In two steps: over all pixels at once the interpreter's mean is off by 1e-4. */
    private static SDVariable loss(SDVariable images) {
        return Ops.mean(Ops.mean(Ops.square(images), false, 1, 2), false);
    }
}
