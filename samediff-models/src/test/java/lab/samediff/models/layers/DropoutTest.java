package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DropoutTest {
    private static final int MANY = 40_000;

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(11);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void keepsItsShareScalesTheRestAndKeepsTheMean(double rate) {
        INDArray ones = Nd4j.ones(DataType.FLOAT, 200, MANY / 200);
        double[] y = Rig.plain(Rig.train(new Params(1), ones, (s, x) -> Dropout.dropout(s, x, rate)));
        double keep = 1 - rate;
        double error = Math.sqrt(keep * rate / MANY);
        double kept = Arrays.stream(y).filter(v -> v != 0).count() / (double) MANY;
        assertThat(kept).isCloseTo(keep, within(4 * error));
        assertThat(Arrays.stream(y).average().orElseThrow()).isCloseTo(1, within(4 * error / keep));
        assertThat(Arrays.stream(y)).allMatch(v -> v == 0 || Math.abs(v * keep - 1) < 1e-6);
    }

    @Test
    void neighboursAreDroppedIndependently() {
        INDArray ones = Nd4j.ones(DataType.FLOAT, 200, MANY / 200);
        double[] y = Rig.plain(Rig.train(new Params(1), ones, (s, x) -> Dropout.dropout(s, x, 0.5)));
        for (int apart : new int[] {1, 2, MANY / 200}) {
            double both = 0;
            for (int i = 0; i + apart < MANY; i++) both += y[i] * y[i + apart] / 4;
            double pairs = MANY - apart;
            assertThat(both / pairs).isCloseTo(0.25, within(4 * Math.sqrt(0.25 * 0.75 / pairs)));
        }
    }

    @Test
    void eachRunDrawsAnewAndTheSeedRepeatsThem() {
        INDArray x = Nd4j.ones(DataType.FLOAT, 4, 8);
        Graph graph = Graph.write(new Params(1), Mode.TRAIN, s -> Dropout.dropout(s, s.input("x", -1, 8), 0.5));
        Interpreter interpreter = Interpreter.forValues(graph);
        double[] first = Rig.plain(interpreter.run(Map.of("x", x)).result());
        double[] second = Rig.plain(interpreter.run(Map.of("x", x)).result());
        Nd4j.getRandom().setSeed(11);
        double[] again = Rig.plain(interpreter.run(Map.of("x", x)).result());
        assertThat(second).isNotEqualTo(first);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void twoDropoutsOfOneGraphDrawIndependently() {
        INDArray ones = Nd4j.ones(DataType.FLOAT, 200, MANY / 200);
        double[] y = Rig.plain(
                Rig.train(new Params(1), ones, (s, x) -> Dropout.dropout(s, Dropout.dropout(s, x, 0.5), 0.5)));
        double both = Arrays.stream(y).filter(v -> v != 0).count() / (double) MANY;
        assertThat(both).isCloseTo(0.25, within(4 * Math.sqrt(0.25 * 0.75 / MANY)));
    }

    @Test
    void aStepOfTrainingDrawsAnew() {
        Graph graph = Graph.write(
                new Params(1), Mode.TRAIN, s -> Ops.sum(Dropout.dropout(s, s.param("x", Init.ones(8, 8)), 0.5), false));
        Interpreter interpreter = Interpreter.forGradients(graph);
        List<double[]> masks = new ArrayList<>();
        for (int i = 0; i < 3; i++)
            masks.add(Rig.plain(
                    interpreter.run(Map.of()).gradients().values().iterator().next()));
        assertThat(masks.get(1)).isNotEqualTo(masks.get(0));
        assertThat(masks.get(2)).isNotEqualTo(masks.get(1)).isNotEqualTo(masks.get(0));
    }

    @Test
    void isTheIdentityInEvaluationAndForRateZero() {
        INDArray x = Rig.normal(1, 3, 4).castTo(DataType.FLOAT);
        assertThat(Rig.eval(new Params(1), x, (s, v) -> Dropout.dropout(s, v, 0.9)))
                .isEqualTo(x);
        assertThat(Rig.train(new Params(1), x, (s, v) -> Dropout.dropout(s, v, 0)))
                .isEqualTo(x);
    }

    @Test
    void theGradientPassesWhereTheValuePassed() {
        Graph graph = Graph.write(new Params(1, DataType.DOUBLE), Mode.TRAIN, s -> {
            SDVariable x = s.param("x", Init.ones(20, 10));
            return Ops.sum(s.report("y", Dropout.dropout(s, x, 0.4)), false);
        });
        Interpreter.Outcome outcome = Interpreter.forGradients(graph).run(Map.of());
        assertThat(outcome.gradients())
                .containsExactlyEntriesOf(
                        Map.of("x", outcome.reported().values().iterator().next()));
    }

    @Test
    void ratesOutsideOfZeroToOneAreRefused() {
        for (double rate : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(
                            () -> Rig.eval(new Params(1), Rig.normal(1, 2, 2), (s, x) -> Dropout.dropout(s, x, rate)))
                    .hasMessageContaining("dropout must be in [0, 1), got " + rate);
        }
    }
}
