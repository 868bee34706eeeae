package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FixedStepTest {
    static Stream<FixedStep> all() {
        return Stream.of(new Euler(), new Midpoint(), new Heun(), new RungeKutta4(), new DormandPrince5());
    }

    static Stream<Arguments> methodsAndProblems() {
        return all().flatMap(method -> Stream.of(Fields.spiral(), Fields.forced(), Fields.vanDerPol())
                .map(problem -> Arguments.of(method, problem)));
    }

    @ParameterizedTest
    @MethodSource("methodsAndProblems")
    void convergesAtItsOrder(FixedStep method, Fields.Problem problem) {
        int coarsest = method.order() < 4 ? 100 : 20;
        double[] errors = IntStream.range(0, 4)
                .mapToDouble(k -> problem.error(method.integrate(problem.field(), 0, 2, coarsest << k, problem.x0())
                        .state()))
                .toArray();
        assertThat(Fields.slope(errors)).isCloseTo(method.order(), within(0.1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isExactForPolynomialsInTimeBelowItsOrder(FixedStep method) {
        int p = method.order();
        // x' = p t^(p−1): every method of order p integrates it exactly, in one step, from any time.
        VelocityField field = (t, x) -> x.mul(0).add(p * Math.pow(t, p - 1));
        INDArray end = method.integrate(field, 0.5, 2, 1, Nd4j.zeros(DataType.DOUBLE, 1, 2))
                .state();
        assertThat(end.getDouble(0, 1)).isCloseTo(Math.pow(2, p) - Math.pow(0.5, p), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("all")
    void countsEachEvaluationOfTheField(FixedStep method) {
        AtomicLong calls = new AtomicLong();
        VelocityField field = (t, x) -> {
            calls.incrementAndGet();
            return x.neg();
        };
        Solution solution = method.integrate(field, 0, 1, 7, Nd4j.ones(DataType.DOUBLE, 3, 2));
        assertThat(solution.evaluations())
                .isEqualTo(calls.get())
                .isEqualTo(7L * method.tableau().stages());
        assertThat(solution.accepted()).isEqualTo(7);
        assertThat(solution.rejected()).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void neverLooksOutsideTheInterval(FixedStep method) {
        VelocityField field = (t, x) -> {
            assertThat(t).isBetween(0.1, 0.7);
            return x;
        };
        method.integrate(field, 0.1, 0.7, 13, Nd4j.ones(DataType.DOUBLE, 1, 1));
        method.integrate(field, 0.7, 0.1, 13, Nd4j.ones(DataType.DOUBLE, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void goesBackToWhereItCameFrom(FixedStep method) {
        Fields.Problem problem = Fields.forced();
        int steps = method.order() == 1 ? 4000 : 200;
        INDArray end =
                method.integrate(problem.field(), 0, 2, steps, problem.x0()).state();
        INDArray back = method.integrate(problem.field(), 2, 0, steps, end).state();
        assertThat(back.distance2(problem.x0())).isLessThan(1e-2);
    }

    @ParameterizedTest
    @MethodSource("all")
    void statesAtAskedForTimesAreThoseOfShorterRuns(FixedStep method) {
        Fields.Problem problem = Fields.spiral();
        double[] times = Integrator.grid(0, 2, 4);
        Solution solution = method.integrate(problem.field(), times, 3, problem.x0());
        assertThat(solution.states()).hasSize(5);
        assertThat(solution.states().get(0)).isEqualTo(problem.x0());
        INDArray half = method.integrate(problem.field(), 0, 1, 6, problem.x0()).state();
        assertThat(solution.states().get(2)).isEqualTo(half);
        Solution coarse = method.integrate(problem.field(), times, problem.x0());
        assertThat(coarse.state())
                .isEqualTo(
                        method.integrate(problem.field(), 0, 2, 4, problem.x0()).state());
    }

    @ParameterizedTest
    @MethodSource("all")
    void singlePrecisionStaysSingleAndAgreesWithDouble(FixedStep method) {
        Fields.Problem problem = Fields.forced();
        INDArray exact =
                method.integrate(problem.field(), 0, 2, 20, problem.x0()).state();
        INDArray single = method.integrate(
                        problem.field(), 0, 2, 20, problem.x0().castTo(DataType.FLOAT))
                .state();
        assertThat(single.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(single.castTo(DataType.DOUBLE).distance2(exact)).isLessThan(1e-4);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFieldMayAnswerInOneBufferOrWithItsOwnArgument(FixedStep method) {
        INDArray start = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}});
        INDArray buffer = Nd4j.zeros(DataType.DOUBLE, 2, 2);
        INDArray expected = method.integrate((t, x) -> x.mul(1), 0, 1, 3, start).state();
        assertThat(method.integrate((t, x) -> buffer.assign(x), 0, 1, 3, start).state())
                .isEqualTo(expected);
        assertThat(method.integrate((t, x) -> x, 0, 1, 3, start).state()).isEqualTo(expected);
        assertThat(start).isEqualTo(Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}));
    }

    @ParameterizedTest
    @MethodSource("all")
    void statesMayBeViewsAndHaveAnyRank(FixedStep method) {
        INDArray flat = Nd4j.createFromArray(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}});
        INDArray view = flat.transpose();
        INDArray end = method.integrate((t, x) -> x.neg(), 0, 1, 4, view).state();
        assertThat(end)
                .isEqualTo(method.integrate((t, x) -> x.neg(), 0, 1, 4, flat)
                        .state()
                        .transpose());
        INDArray cube = method.integrate((t, x) -> x.neg(), 0, 1, 4, flat.reshape(3, 2, 2))
                .state();
        assertThat(cube.reshape(3, 4)).isEqualTo(end.transpose());
    }

    @Test
    void refusesProblemsThatMakeNoSense() {
        FixedStep method = new Euler();
        INDArray x0 = Nd4j.ones(DataType.DOUBLE, 2, 2);
        VelocityField field = (t, x) -> x;
        assertThatThrownBy(() -> method.integrate(field, 0, 1, 0, x0)).hasMessageContaining("steps");
        for (double[] times : List.of(
                new double[] {0},
                new double[] {0, 0},
                new double[] {0, 1, 0.5},
                new double[] {0, Double.NaN},
                new double[] {0, Double.POSITIVE_INFINITY})) {
            assertThatThrownBy(() -> method.integrate(field, times, x0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("times");
        }
        assertThatThrownBy(() -> method.integrate(field, 0, 1, 2, x0.castTo(DataType.INT32)))
                .hasMessageContaining("FLOAT or DOUBLE, not INT");
        assertThatThrownBy(() -> method.integrate((t, x) -> x.castTo(DataType.FLOAT), 0, 1, 2, x0))
                .hasMessageContaining("FLOAT [2, 2]")
                .hasMessageContaining("DOUBLE [2, 2]");
        assertThatThrownBy(() -> method.integrate((t, x) -> x.sum(true, 1), 0, 1, 2, x0))
                .hasMessageContaining("DOUBLE [2, 1]");
    }
}
