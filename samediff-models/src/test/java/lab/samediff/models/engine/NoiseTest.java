package lab.samediff.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lab.samediff.models.engine.plan.Team;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Dropout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Noise that a graph draws: new in each run, and from the seeded generator only. */
class NoiseTest {
    private static final int SIZE = 10_000;

    /** ND4J's tanh is off by up to 1e-6, and what is kept is doubled. */
    private static final double CLOSE = 5e-6;

    /** Σ w ⊙ mask with two noises; the gradient by w is the mask. */
    private static SDVariable masked(Scope scope) {
        SDVariable w = scope.param("w", Init.ones(SIZE));
        SDVariable noise = scope.report("noise", Arrange.uniformLike(w));
        scope.report("other", Arrange.uniformLike(w));
        SDVariable mask = scope.report("mask", Ops.positive(Ops.sub(noise, 0.3)));
        return Ops.sum(Ops.mul(w, mask), false);
    }

    private static Interpreter interpreter(DataType type) {
        return Interpreter.forGradients(Graph.write(new Params(1, type), Mode.TRAIN, NoiseTest::masked));
    }

    private static double[] reported(Interpreter.Outcome outcome, String name) {
        return outcome.reported()
                .getOrDefault(name, Nd4j.scalar(0))
                .dup('c')
                .data()
                .asDouble();
    }

    private static double[] noise(Interpreter interpreter) {
        return reported(interpreter.run(Map.of()), "noise");
    }

    private static double covariance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) sum += (a[i] - 0.5) * (b[i] - 0.5);
        return sum / SIZE;
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void isUniformAndUncorrelatedBetweenRunsAndBetweenOps(DataType type) {
        Interpreter interpreter = interpreter(type);
        Nd4j.getRandom().setSeed(5);
        Interpreter.Outcome first = interpreter.run(Map.of());
        Interpreter.Outcome second = interpreter.run(Map.of());
        double[] noise = reported(first, "noise");
        // Four standard deviations of the estimates of 1/2, 1/12 and 0 from 10 000 draws.
        double mean = 0;
        for (double value : noise) mean += value / SIZE;
        assertThat(mean).isCloseTo(0.5, within(4 * 0.0029));
        assertThat(covariance(noise, noise)).isCloseTo(1.0 / 12, within(4 * 0.00075));
        assertThat(covariance(noise, reported(first, "other"))).isCloseTo(0, within(4 * 0.00083));
        assertThat(covariance(noise, reported(second, "noise"))).isCloseTo(0, within(4 * 0.00083));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void repeatsWithTheSeedOfTheGeneratorAlsoInAnotherGraph(DataType type) {
        Interpreter interpreter = interpreter(type);
        Nd4j.getRandom().setSeed(5);
        double[] first = noise(interpreter);
        double[] second = noise(interpreter);
        Nd4j.getRandom().setSeed(5);
        assertThat(noise(interpreter)).containsExactly(first);
        assertThat(noise(interpreter)).containsExactly(second);
        Interpreter other = interpreter(type);
        Nd4j.getRandom().setSeed(5);
        assertThat(noise(other)).containsExactly(first);
        Nd4j.getRandom().setSeed(6);
        assertThat(covariance(noise(other), first)).isCloseTo(0, within(4 * 0.00083));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void isTheSameInTheLossAndInItsGradient(DataType type) {
        Interpreter interpreter = interpreter(type);
        Nd4j.getRandom().setSeed(5);
        for (int run = 0; run < 3; run++) {
            Interpreter.Outcome outcome = interpreter.run(Map.of());
            double[] mask = reported(outcome, "mask");
            INDArray gradient = outcome.gradients().getOrDefault("w", Nd4j.scalar(0));
            assertThat(gradient.dup('c').data().asDouble()).containsExactly(mask);
            double kept = 0;
            for (double entry : mask) kept += entry;
            assertThat(outcome.result().getDouble(0)).isEqualTo(kept);
            assertThat(kept / SIZE).isCloseTo(0.7, within(4 * 0.0046));
        }
    }

    private static SDVariable twiceDropped(Scope s) {
        SDVariable x = Dropout.dropout(s, s.input("x", -1, 6), 0.3);
        SDVariable hidden = Ops.tanh(Ops.matmul(x, s.param("w", Init.normal(1, 6, 37))));
        SDVariable dropped = s.report("dropped", Dropout.dropout(s, hidden, 0.5));
        return Ops.mean(Ops.square(dropped), false);
    }

    private static Interpreter.Outcome outcome(EngineKind kind, Team team, Map<String, INDArray> inputs) {
        Graph graph = Graph.write(new Params(1), Mode.TRAIN, NoiseTest::twiceDropped);
        Engine engine = Engine.of(Differentiated.forGradients(graph), kind, team);
        Nd4j.getRandom().setSeed(5);
        Interpreter.Outcome last = null;
        for (int run = 0; run < 3; run++) {
            last = engine.run(inputs, interpreted -> interpreted, (plan, seed) -> {
                plan.run(inputs, seed);
                return new Interpreter.Outcome(plan.result(), plan.reported(), plan.gradients());
            });
        }
        return last;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isTheSameOnBothEnginesHoweverABatchIsDealtOut(int threads) {
        for (int rows : new int[] {1, 2, 7, 64}) {
            Map<String, INDArray> inputs = Map.of("x", Nd4j.ones(DataType.FLOAT, rows, 6));
            Interpreter.Outcome found = outcome(EngineKind.COMPILED, new Team(threads), inputs);
            Interpreter.Outcome expected = outcome(EngineKind.INTERPRETED, new Team(1), inputs);
            double[] kept = reported(found, "dropped");
            double[] keptByOracle = reported(expected, "dropped");
            for (int i = 0; i < kept.length; i++) assertThat(kept[i] == 0).isEqualTo(keptByOracle[i] == 0);
            assertThat(kept).contains(0.0);
            assertClose(kept, keptByOracle);
            assertClose(
                    found.gradients().get("w").dup('c').data().asDouble(),
                    expected.gradients().get("w").dup('c').data().asDouble());
            assertThat(found.result().getDouble(0)).isCloseTo(expected.result().getDouble(0), within(CLOSE));
        }
    }

    private static void assertClose(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) assertThat(found[i]).isCloseTo(expected[i], within(CLOSE));
    }

    @Test
    void oneNumberOfTheGeneratorIsTakenForARunAndNoneWithoutNoise() {
        Interpreter noisy = interpreter(DataType.FLOAT);
        Interpreter quiet = Interpreter.forValues(
                Graph.write(new Params(1), Mode.TRAIN, s -> Ops.square(s.param("w", Init.ones(3)))));
        Nd4j.getRandom().setSeed(5);
        long first = Nd4j.getRandom().nextLong();
        long second = Nd4j.getRandom().nextLong();
        Nd4j.getRandom().setSeed(5);
        quiet.run(Map.of());
        noisy.run(Map.of());
        assertThat(Nd4j.getRandom().nextLong()).isEqualTo(second).isNotEqualTo(first);
    }
}
