package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every method against its published recurrence in plain Java. */
class MethodTest {
    private static final int STEPS = 50;
    private static final int SIZE = 12;
    private static final double RATE = 0.01;

    record Row(String name, Method method, IntFunction<Recurrence> published) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> methods() {
        return Stream.of(
                new Row("Sgd", new Method.Sgd(), n -> Recurrence.sgd()),
                new Row("Momentum", new Method.Momentum(0.9), n -> Recurrence.momentum(n, 0.9)),
                new Row("RmsProp", new Method.RmsProp(0.99, 1e-8), n -> Recurrence.rmsProp(n, 0.99, 1e-8)),
                new Row("Adam", new Method.Adam(0.9, 0.999, 1e-8), n -> Recurrence.adam(n, 0.9, 0.999, 1e-8)),
                new Row("Adam 0.5", new Method.Adam(0.5, 0.9, 1e-3), n -> Recurrence.adam(n, 0.5, 0.9, 1e-3)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void followsThePublishedRecurrenceInDoubles(Row row) {
        assertThat(deviation(row, DataType.DOUBLE, 1, Decay.NONE)).isLessThan(1e-12);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void followsThePublishedRecurrenceInFloats(Row row) {
        assertThat(deviation(row, DataType.FLOAT, 1, Decay.NONE)).isLessThan(1e-4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void followsThePublishedRecurrenceWhereGradientsAreSmallerThanEpsilon(Row row) {
        assertThat(deviation(row, DataType.DOUBLE, 1e-9, Decay.NONE)).isLessThan(1e-12);
        assertThat(deviation(row, DataType.FLOAT, 1e-9, Decay.NONE)).isLessThan(1e-4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void decayShrinksTheParameterBeforeTheMove(Row row) {
        Decay decay = new Decay(0.1, false);
        assertThat(deviation(row, DataType.DOUBLE, 1, decay)).isLessThan(1e-12);
        assertThat(deviation(row, DataType.FLOAT, 1, decay)).isLessThan(1e-4);
    }

    @Test
    void theFirstStepOfAdamIsTheRateTimesTheSignOfTheGradient() {
        double[] gradient = {3, -0.02, 1e-3, -400};
        INDArray moved = applied(new Method.Adam(0.9, 0.999, 1e-12), gradient, RATE);
        assertThat(relativeError(moved, RATE, -RATE, RATE, -RATE)).isLessThan(1e-8);
    }

    @Test
    void adamAddsEpsilonToTheUnbiasedRoot() {
        double epsilon = 1e-8;
        double gradient = 1e-8;
        INDArray moved = applied(new Method.Adam(0.9, 0.999, epsilon), new double[] {gradient}, RATE);
        double onUnbiasedRoot = RATE * gradient / (gradient + epsilon);
        double onBiasedRoot = RATE * gradient / (gradient + epsilon / Math.sqrt(1 - 0.999));
        assertThat(relativeError(moved, onUnbiasedRoot)).isLessThan(1e-12);
        assertThat(onBiasedRoot).isLessThan(onUnbiasedRoot / 10);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aRateOfZeroMovesNothing(Row row) {
        INDArray moved = applied(row.method(), new double[] {3, -0.02, 1e-12, 0}, 0);
        assertThat(Numbers.largest(Numbers.values(moved))).isZero();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aZeroGradientAtTheStartMovesNothing(Row row) {
        assertThat(Numbers.values(applied(row.method(), new double[3], RATE))).containsOnly(0.0);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theOrderInWhichAGradientIsStoredDoesNotMatter(Row row) {
        double[] values = Numbers.gaussians(5, SIZE, 1);
        INDArray rows = Numbers.array(values, 3, 4);
        INDArray columns = rows.dup('f');
        INDArray wide = Numbers.array(new double[2 * SIZE], 6, 4);
        INDArray view = wide.get(NDArrayIndex.interval(0, 2, 6));
        view.assign(rows);
        List<INDArray> memory = memory(row.method(), rows);
        List<INDArray> memoryOfColumns = memory(row.method(), rows);
        List<INDArray> memoryOfView = memory(row.method(), rows);
        for (int step = 0; step < 2; step++) {
            row.method().apply(rows, memory, RATE, step);
            row.method().apply(columns, memoryOfColumns, RATE, step);
            row.method().apply(view, memoryOfView, RATE, step);
        }
        assertThat(Numbers.values(columns)).containsExactly(Numbers.values(rows));
        assertThat(Numbers.values(view)).containsExactly(Numbers.values(rows));
    }

    @Test
    void badConstantsAreRejectedByNameAndValue() {
        assertThatThrownBy(() -> new Method.Momentum(1)).hasMessage("beta must be in [0, 1), got 1.0");
        assertThatThrownBy(() -> new Method.RmsProp(-0.1, 1e-8)).hasMessage("decay must be in [0, 1), got -0.1");
        assertThatThrownBy(() -> new Method.RmsProp(0.9, 0)).hasMessage("epsilon must be positive, got 0.0");
        assertThatThrownBy(() -> new Method.Adam(Double.NaN, 0.9, 1)).hasMessage("beta1 must be in [0, 1), got NaN");
        assertThatThrownBy(() -> new Method.Adam(0.9, 1.5, 1)).hasMessage("beta2 must be in [0, 1), got 1.5");
        assertThatThrownBy(() -> new Method.Adam(0.9, 0.9, -1)).hasMessage("epsilon must be positive, got -1.0");
    }

    /** How far 50 steps through {@link Step} are from the recurrence, relative to the largest parameter. */
    private static double deviation(Row row, DataType type, double scale, Decay decay) {
        Params params = new Params(7, type);
        Step step = Step.of(params, Rule.of(row.method(), RATE).with(decay), MethodTest::linear);
        Recurrence published = row.published().apply(SIZE);
        double[] expected = Numbers.values(params, "weight");
        for (int k = 1; k <= STEPS; k++) {
            double[] gradient = Numbers.gaussians(k, SIZE, scale);
            step.run(Map.of("gradient", Numbers.array(type, gradient, 3, 4)));
            for (int i = 0; i < SIZE; i++) {
                expected[i] *= 1 - RATE * decay.rate();
                expected[i] -= published.change(i, gradient[i], RATE, k);
            }
        }
        return Numbers.relativeError(Numbers.values(params, "weight"), expected);
    }

    /** Σ gradient ⊙ weight, whose gradient is what is fed; the weight begins near 0 so that all of it is movement. */
    private static SDVariable linear(Scope scope) {
        SDVariable weight = scope.param("weight", Init.constant(1e-9, 3, 4));
        return Ops.sum(Ops.mul(weight, scope.input("gradient", 3, 4)), false);
    }

    private static INDArray applied(Method method, double[] gradient, double rate) {
        INDArray array = Numbers.array(gradient, gradient.length);
        method.apply(array, memory(method, array), rate, 0);
        return array;
    }

    private static List<INDArray> memory(Method method, INDArray like) {
        List<INDArray> memory = new ArrayList<>();
        for (int i = 0; i < method.memories(); i++) memory.add(like.ulike());
        return memory;
    }

    private static double relativeError(INDArray found, double... expected) {
        return Numbers.relativeError(Numbers.values(found), expected);
    }
}
