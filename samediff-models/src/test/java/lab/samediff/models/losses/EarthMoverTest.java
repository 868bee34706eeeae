package lab.samediff.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class EarthMoverTest {
    private static double[] slopes(INDArray x, UnaryOperator<SDVariable> score) {
        return Rig.plain(Call.of(new Params(1, DataType.DOUBLE), s -> {
                    SDVariable at = s.input("x", Rig.open(x));
                    return EarthMover.slopes(score.apply(at), at);
                })
                .run(Map.of("x", x)));
    }

    @Test
    void theLossesAreDifferencesOfMeans() {
        INDArray real = Rig.normal(1, 5, 1);
        INDArray fake = Rig.normal(2, 3, 1);
        double distance = Call.of(
                        new Params(1, DataType.DOUBLE),
                        s -> EarthMover.distance(s.input("real", -1, 1), s.input("fake", -1, 1)))
                .run(Map.of("real", real, "fake", fake))
                .getDouble(0);
        double ofReal = Arrays.stream(Rig.plain(real)).average().orElseThrow();
        double ofFake = Arrays.stream(Rig.plain(fake)).average().orElseThrow();
        assertThat(distance).isCloseTo(ofReal - ofFake, within(1e-12));
        double generator = Rig.eval(new Params(1, DataType.DOUBLE), fake, (s, x) -> EarthMover.generator(Ops.add(x, 0)))
                .getDouble(0);
        assertThat(generator).isCloseTo(-ofFake, within(1e-12));
    }

    /** Σ x² has the gradient 2x, whose norm is 2|x|. */
    @Test
    void slopesAreTheNormsOfTheGradientRowByRow() {
        INDArray x = Rig.normal(3, 4, 3);
        double[] found = slopes(x, Ops::square);
        double[][] rows = Rig.matrix(x);
        for (int i = 0; i < 4; i++) {
            double norm = Math.sqrt(Arrays.stream(rows[i]).map(v -> v * v).sum());
            assertThat(found[i]).isCloseTo(2 * norm, within(1e-9));
        }
    }

    @Test
    void thePenaltyIsTheMeanSquareBesideOne() {
        INDArray slopes = Rig.normal(4, 6, 1);
        double penalty = Rig.eval(new Params(1, DataType.DOUBLE), slopes, (s, x) -> EarthMover.penalty(x))
                .getDouble(0);
        double wanted = Arrays.stream(Rig.plain(slopes))
                .map(v -> (v - 1) * (v - 1))
                .average()
                .orElseThrow();
        assertThat(penalty).isCloseTo(wanted, within(1e-12));
    }
}
