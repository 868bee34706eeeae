package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Decay;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch norm and the running statistics that it is evaluated with. */
class BatchNormTest {
    @Test
    void usesTheStatisticsOfEachChannelOverBatchAndPixels() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 3, 2, 2, 4).add(Rig.normal(8, 4).mul(3));
        double[] y = NormsTest.trained(params, x, (s, v) -> Norms.batchNorm(s, v, 4, 0.01));
        double[] gain = Rig.plain(Rig.array(params, "layer/gain"));
        double[] bias = Rig.plain(Rig.array(params, "layer/bias"));
        double[] flat = Rig.plain(x);
        for (int i = 0; i < y.length; i++) {
            int channel = i % 4;
            double wanted = gain[channel] * NormsTest.normal(flat[i], channel(flat, channel), 0.01) + bias[channel];
            assertThat(y[i]).isCloseTo(wanted, within(1e-11));
        }
    }

    private static double[] channel(double[] flat, int channel) {
        return IntStream.range(0, flat.length)
                .filter(k -> k % 4 == channel)
                .mapToDouble(k -> flat[k])
                .toArray();
    }

    /** With momentum 1 the running statistics are the last batch's, so evaluation repeats training. */
    @Test
    void evaluatesWithTheStatisticsThatFollowed() {
        Params params = new Params(1, DataType.DOUBLE);
        INDArray x = Rig.normal(2, 5, 4).mul(3).add(1);
        double[] before = Rig.plain(Rig.eval(params, x, BatchNormTest::batch));
        assertThat(before).containsExactly(Rig.plain(x.div(Math.sqrt(1 + 1e-5))), within(1e-12));
        Step step = step(params, 0.1);
        double[] training = Rig.plain(Rig.train(params, x, BatchNormTest::batch));
        step.run(Map.of("x", x));
        assertThat(Rig.plain(Rig.array(params, "layer/mean")))
                .as("no rule moves it")
                .containsOnly(0);
        assertThat(Rig.plain(Rig.array(params, "layer/variance"))).containsOnly(1);
        RunningStatistics.follow(params, step.reported(), 1);
        Rig.array(params, "layer/gain").assign(1);
        Rig.array(params, "layer/bias").assign(0);
        assertThat(Rig.plain(Rig.eval(params, x, BatchNormTest::batch))).containsExactly(training, within(1e-12));
    }

    @Test
    void runningStatisticsAreTheGeometricSumOfTheBatches() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = step(params, 0.1);
        double mean = 0;
        double variance = 1;
        for (int seed = 0; seed < 4; seed++) {
            INDArray x = Rig.normal(seed, 6, 4);
            step.run(Map.of("x", x));
            RunningStatistics.follow(params, step.reported(), 0.25);
            double[] first = channel(Rig.plain(x), 0);
            double batchMean = Arrays.stream(first).average().orElseThrow();
            mean = 0.75 * mean + 0.25 * batchMean;
            variance = 0.75 * variance
                    + 0.25 * (Arrays.stream(first).map(v -> v * v).average().orElseThrow() - batchMean * batchMean);
        }
        assertThat(Rig.array(params, "layer/mean").getDouble(0)).isCloseTo(mean, within(1e-12));
        assertThat(Rig.array(params, "layer/variance").getDouble(0)).isCloseTo(variance, within(1e-12));
    }

    @Test
    void decayAndOtherReportsLeaveRunningStatisticsAlone() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = step(params, 0.1);
        INDArray x = Rig.normal(3, 6, 4);
        for (int i = 0; i < 3; i++) step.run(Map.of("x", x));
        RunningStatistics.follow(params.under("elsewhere"), step.reported(), 0.5);
        RunningStatistics.follow(params, Map.of("no parameter", x), 0.5);
        assertThat(Rig.plain(Rig.array(params, "layer/variance"))).containsOnly(1);
        assertThatThrownBy(() -> RunningStatistics.follow(params, Map.of(), 0)).hasMessageContaining("(0, 1]");
    }

    /** As a critic does that sees what is real first and then what is not. */
    @Test
    void aPlaceUsedTwiceReportsItsFirstBatch() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(0.1), s -> {
            SDVariable first = Norms.batchNorm(s.in("layer"), s.input("x", -1, 4), 4, 1e-5);
            SDVariable second = Norms.batchNorm(s.again("layer"), s.input("y", -1, 4), 4, 1e-5);
            return Ops.mean(Ops.square(Ops.add(Ops.sum(first, true, 0), Ops.sum(second, true, 0))), false);
        });
        INDArray x = Rig.normal(3, 6, 4);
        step.run(Map.of("x", x, "y", x.mul(5)));
        assertThat(step.reported()).containsOnlyKeys("layer/mean", "layer/variance");
        assertThat(Rig.plain(step.reported().get("layer/mean"))).containsExactly(Rig.plain(x.mean(0)), within(1e-12));
    }

    private static SDVariable batch(Scope s, SDVariable x) {
        return Norms.batchNorm(s, x, 4, Norms.EPSILON);
    }

    private static Step step(Params params, double rate) {
        Rule rule = Rule.sgd(rate).with(new Decay(0.5, false));
        return Step.of(params, rule, s -> {
            SDVariable normal = batch(s.in("layer"), s.input("x", -1, 4));
            return Ops.mean(Ops.square(normal), false);
        });
    }
}
