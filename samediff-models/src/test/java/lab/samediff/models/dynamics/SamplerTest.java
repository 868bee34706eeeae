package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class SamplerTest {
    private static final double SPREAD = 0.5;

    static Stream<Arguments> all() {
        return NoiseScheduleTest.all()
                .flatMap(schedule -> Stream.of(
                        Arguments.of(new Ddim(), 1, schedule),
                        Arguments.of(new ProbabilityFlow(new Euler()), 1, schedule),
                        Arguments.of(new ProbabilityFlow(new Heun()), 2, schedule)));
    }

    /** The noise to be expected in points of N(0, spread²) data: σ x / (spread² + σ²). */
    private static NoiseModel gaussian(NoiseSchedule schedule, double spread) {
        return (t, x) -> {
            double sigma = schedule.sigma(t);
            return x.mul(sigma / (spread * spread + sigma * sigma));
        };
    }

    @ParameterizedTest
    @MethodSource("all")
    void gaussianDataIsReachedAtTheOrderOfTheSampler(Sampler sampler, int order, NoiseSchedule schedule) {
        INDArray noise = Clouds.normal(7, 2, new Random(1));
        double from = Math.hypot(SPREAD, schedule.sigma(1));
        double to = Math.hypot(SPREAD, schedule.sigma(0));
        INDArray exact = noise.mul(to / from);
        double[] errors = new double[4];
        for (int level = 0; level < errors.length; level++) {
            double[] times = Integrator.grid(1, 0, 100 << level);
            INDArray end = sampler.sample(gaussian(schedule, SPREAD), schedule, times, noise)
                    .state();
            errors[level] = end.distance2(exact);
        }
        assertThat(Fields.slope(errors)).isCloseTo(order, within(0.1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameNoiseGivesTheSameBits(Sampler sampler, int order, NoiseSchedule schedule) {
        INDArray noise = Clouds.normal(7, 2, new Random(1)).castTo(DataType.FLOAT);
        double[] times = Integrator.grid(1, 0, 20);
        INDArray once = sampler.sample(gaussian(schedule, SPREAD), schedule, times, noise)
                .state();
        INDArray again = sampler.sample(gaussian(schedule, SPREAD), schedule, times, noise)
                .state();
        assertThat(again.data().asFloat()).containsExactly(once.data().asFloat());
        assertThat(once.dataType()).isEqualTo(DataType.FLOAT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void evaluationsAreCounted(Sampler sampler, int order, NoiseSchedule schedule) {
        AtomicLong calls = new AtomicLong();
        NoiseModel counting = (t, x) -> {
            calls.incrementAndGet();
            return x;
        };
        Solution found =
                sampler.sample(counting, schedule, Integrator.grid(1, 0, 9), Clouds.normal(2, 2, new Random(1)));
        assertThat(found.evaluations()).isEqualTo(calls.get()).isEqualTo(9L * order);
        assertThat(found.states()).hasSize(10);
    }

    @Test
    void ddimFindsASinglePointInOneStepAndEulerInTimeDoesNot() {
        NoiseSchedule schedule = new VarianceExploding(Math.exp(-5), 1);
        // All data is the origin, so x = σε, and the way back is a straight line in σ.
        NoiseModel point = (t, x) -> x.div(schedule.sigma(t));
        INDArray noise = Clouds.normal(5, 2, new Random(2));
        double[] times = {1, 0};
        INDArray exact = noise.mul(Math.exp(-5));
        assertThat(new Ddim().sample(point, schedule, times, noise).state().distance2(exact))
                .isLessThan(1e-15);
        INDArray byTime = new ProbabilityFlow(new Euler())
                .sample(point, schedule, times, noise)
                .state();
        // One step of Euler in t goes five times too far: x − 5x.
        assertThat(byTime.distance2(noise.mul(-4))).isLessThan(1e-12);
    }

    @Test
    void aModelOfAnotherShapeIsRefused() {
        NoiseSchedule schedule = new VarianceExploding(0.1, 1);
        INDArray noise = Clouds.normal(5, 2, new Random(2));
        assertThatThrownBy(() -> new Ddim().sample((t, x) -> x.sum(true, 1), schedule, new double[] {1, 0}, noise))
                .hasMessageContaining("[5, 1]");
        assertThatThrownBy(() -> new Ddim().sample((t, x) -> x, schedule, new double[] {1, 0, 0.5}, noise))
                .hasMessageContaining("times");
    }
}
