package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class DormandPrinceTest {
    static Stream<Fields.Problem> problems() {
        return Stream.of(Fields.spiral(), Fields.forced(), Fields.vanDerPol());
    }

    private static DormandPrince tolerance(double tolerance) {
        return new DormandPrince(tolerance, tolerance);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void errorFallsWithTheTolerance(Fields.Problem problem) {
        double before = Double.POSITIVE_INFINITY;
        long work = 0;
        for (double tolerance : new double[] {1e-3, 1e-5, 1e-7, 1e-9, 1e-11}) {
            Solution solution = tolerance(tolerance).integrate(problem.field(), 0, 2, problem.x0());
            double error = problem.error(solution.state());
            assertThat(error).isLessThan(before).isLessThan(100 * tolerance);
            assertThat(solution.evaluations()).isGreaterThan(work);
            before = error;
            work = solution.evaluations();
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void stepsCostSixEvaluationsBecauseTheLastSlopeIsTheNextFirst(Fields.Problem problem) {
        AtomicLong calls = new AtomicLong();
        VelocityField field = (t, x) -> {
            calls.incrementAndGet();
            return problem.field().at(t, x);
        };
        Solution solution = tolerance(1e-6).integrate(field, 0, 2, problem.x0());
        assertThat(solution.evaluations())
                .isEqualTo(calls.get())
                .isEqualTo(2 + 6 * (solution.accepted() + solution.rejected()));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void errorEstimateOfOneStepIsOfOrderFive(Fields.Problem problem) {
        INDArray x = problem.x0();
        double[] errors = IntStream.range(0, 4)
                .mapToDouble(k -> {
                    INDArray slope = problem.field().at(0.3, x);
                    return DormandPrince.attempt(problem.field(), 0.3, 0.05 / (1 << k), x, slope)
                            .error()
                            .norm2Number()
                            .doubleValue();
                })
                .toArray();
        assertThat(Fields.slope(errors)).isCloseTo(5, within(0.15));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void goesBackToWhereItCameFrom(Fields.Problem problem) {
        INDArray end =
                tolerance(1e-10).integrate(problem.field(), 0, 2, problem.x0()).state();
        INDArray back = tolerance(1e-10).integrate(problem.field(), 2, 0, end).state();
        assertThat(back.distance2(problem.x0())).isLessThan(1e-7);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void landsOnEachAskedForTime(Fields.Problem problem) {
        double[] times = {0, 1e-9, 0.25, 0.250001, 1.7, 2};
        Solution solution = tolerance(1e-9).integrate(problem.field(), times, problem.x0());
        assertThat(solution.states()).hasSize(6);
        assertThat(problem.error(solution.state())).isLessThan(1e-7);
        for (int i = 1; i < times.length; i++) {
            INDArray direct = tolerance(1e-11)
                    .integrate(problem.field(), 0, times[i], problem.x0())
                    .state();
            assertThat(solution.states().get(i).distance2(direct)).isLessThan(1e-7);
        }
    }

    @Test
    void askingForTimesCostsLittleMoreThanLandingOnThem() {
        Fields.Problem problem = Fields.spiral();
        Solution free = tolerance(1e-8).integrate(problem.field(), 0, 2, problem.x0());
        Solution dense = tolerance(1e-8).integrate(problem.field(), Integrator.grid(0, 2, 10), problem.x0());
        assertThat(dense.accepted()).isLessThanOrEqualTo(free.accepted() + 10);
    }

    @Test
    void toleranceIsOnTheRootMeanSquareOverTheWholeBatch() {
        DormandPrince method = new DormandPrince(0.1, 0.5);
        INDArray from = Nd4j.createFromArray(new double[][] {{-2, 0}, {1, 4}});
        INDArray state = Nd4j.createFromArray(new double[][] {{1, -3}, {0, 4}});
        INDArray error = Nd4j.createFromArray(new double[][] {{1.1, -0.8}, {0.3, 2.1}});
        double expected = Math.sqrt((1 + 0.25 + 0.25 + 1) / 4);
        assertThat(method.norm(new DormandPrince.Attempt(state, state, error), from))
                .isCloseTo(expected, within(1e-14));
    }

    @Test
    void rejectsStepsAtASuddenTurnAndStaysAccurate() {
        // A bump of width 0.01 at t = 1 with integral √π/100: the steps before it are far too long for it.
        VelocityField bump = (t, x) -> x.mul(0).add(1 + Math.exp(-Math.pow((t - 1) * 100, 2)));
        Solution solution =
                tolerance(1e-9).integrate(bump, Integrator.grid(0, 2, 20), Nd4j.zeros(DataType.DOUBLE, 1, 1));
        assertThat(solution.rejected()).isPositive();
        assertThat(solution.state().getDouble(0)).isCloseTo(2 + Math.sqrt(Math.PI) / 100, within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void neverLooksOutsideTheInterval(double direction) {
        List<Double> seen = new ArrayList<>();
        VelocityField field = (t, x) -> {
            seen.add(t);
            return x.mul(0);
        };
        double[] interval = {0, direction};
        tolerance(1e-3).integrate(field, interval, Nd4j.ones(DataType.FLOAT, 4, 2));
        assertThat(seen).allSatisfy(t -> assertThat(Math.abs(t - direction / 2)).isLessThanOrEqualTo(0.5));
        seen.clear();
        tolerance(1e-3).integrate(field, 0, 1e-8 * direction, Nd4j.ones(DataType.FLOAT, 4, 2));
        assertThat(seen).allSatisfy(t -> assertThat(Math.abs(t)).isLessThanOrEqualTo(1e-8));
    }

    @Test
    void singlePrecisionReachesItsTolerance() {
        Fields.Problem problem = Fields.forced();
        Solution solution =
                tolerance(1e-5).integrate(problem.field(), 0, 2, problem.x0().castTo(DataType.FLOAT));
        assertThat(solution.state().dataType()).isEqualTo(DataType.FLOAT);
        assertThat(problem.error(solution.state())).isLessThan(1e-3);
    }

    @Test
    void aFieldMayAnswerInOneBufferOrWithItsOwnArgument() {
        INDArray start = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}});
        INDArray buffer = Nd4j.zeros(DataType.DOUBLE, 2, 2);
        double grown = start.getDouble(1, 1) * Math.E;
        assertThat(tolerance(1e-9)
                        .integrate((t, x) -> buffer.assign(x), 0, 1, start)
                        .state()
                        .getDouble(1, 1))
                .isCloseTo(grown, within(1e-7));
        assertThat(tolerance(1e-9).integrate((t, x) -> x, 0, 1, start).state().getDouble(1, 1))
                .isCloseTo(grown, within(1e-7));
        assertThat(start.getDouble(1, 1)).isEqualTo(4);
    }

    @Test
    void givesUpWithAReasonInsteadOfRunningForEver() {
        INDArray x0 = Nd4j.ones(DataType.DOUBLE, 1, 1);
        DormandPrince impatient = new DormandPrince(1e-6, 1e-6, 0.9, 0.2, 10, 50);
        assertThatThrownBy(
                        () -> impatient.integrate((t, x) -> x.sub(Math.cos(t)).mul(-1e5), 0, 10, x0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gave up at t = ")
                .hasMessageContaining("maxSteps 50");
        // x' = x² from 1 is infinite at t = 1.
        assertThatThrownBy(() -> tolerance(1e-6).integrate((t, x) -> x.mul(x), 0, 2, x0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gave up at t = ");
        assertThatThrownBy(() -> tolerance(1e-6).integrate((t, x) -> Transforms.log(x.neg()), 0, 2, x0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at the start, t = 0.0, is not finite");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new DormandPrince(0, 1e-3)).hasMessage("atol must be positive, not 0.0");
        assertThatThrownBy(() -> new DormandPrince(1e-3, -1)).hasMessageContaining("rtol");
        assertThatThrownBy(() -> new DormandPrince(1e-3, Double.NaN)).hasMessageContaining("rtol");
        assertThatThrownBy(() -> new DormandPrince(1e-3, 0, 2, 0.2, 10, 9)).hasMessageContaining("safety");
        assertThatThrownBy(() -> new DormandPrince(1e-3, 0, 1, 1, 10, 9)).hasMessageContaining("minFactor");
        assertThatThrownBy(() -> new DormandPrince(1e-3, 0, 1, 0.2, 1, 9)).hasMessageContaining("maxFactor");
        assertThatThrownBy(() -> new DormandPrince(1e-3, 0, 1, 0.2, 10, 0)).hasMessageContaining("maxSteps");
    }
}
