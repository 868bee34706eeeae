package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SdeIntegratorTest {
    private static final int FINEST = 256;
    private static final int PATHS = 2000;

    static Stream<SdeIntegrator> all() {
        return Stream.of(new EulerMaruyama(), new Milstein());
    }

    @ParameterizedTest
    @MethodSource("all")
    void convergesAtItsStrongOrderAlongTheSameBrownianPath(SdeIntegrator method) {
        GeometricBrownian sde = new GeometricBrownian(0.05, 0.5);
        double[][] dw = brownian(1);
        double[] exact = new double[PATHS];
        for (int i = 0; i < PATHS; i++) exact[i] = Math.exp(0.05 - 0.125 + 0.5 * sum(dw, i, 0, FINEST));
        double[] errors = new double[5];
        for (int level = 0; level < errors.length; level++) {
            INDArray end = alongPath(method, sde, dw, 8 << level);
            for (int i = 0; i < PATHS; i++) errors[level] += Math.abs(end.getDouble(i) - exact[i]) / PATHS;
        }
        assertThat(Fields.slope(errors)).isCloseTo(method.strongOrder(), within(0.1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void meansConvergeAtTheWeakOrder(SdeIntegrator method) {
        // The mean of the method for a linear equation is the product of 1 + μΔt, whatever the noise.
        double[] errors = new double[4];
        for (int level = 0; level < errors.length; level++) {
            int steps = 4 << level;
            double dt = 1.0 / steps;
            INDArray x = Nd4j.ones(DataType.DOUBLE, 1);
            for (int k = 0; k < steps; k++) {
                INDArray up =
                        method.step(new GeometricBrownian(0.8, 0.5), 0, dt, x, Nd4j.createFromArray(Math.sqrt(dt)));
                INDArray down =
                        method.step(new GeometricBrownian(0.8, 0.5), 0, dt, x, Nd4j.createFromArray(-Math.sqrt(dt)));
                x = up.add(down).divi(2);
            }
            errors[level] = Math.abs(x.getDouble(0) - Math.exp(0.8));
        }
        assertThat(Fields.slope(errors)).isCloseTo(method.weakOrder(), within(0.1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutNoiseItIsEulersMethod(SdeIntegrator method) {
        DampedRotation turning = new DampedRotation(0.2, 0);
        INDArray x0 = Nd4j.createFromArray(new double[][] {{1, 0}, {-2, 3}});
        double[] times = {0, 1, 4};
        INDArray expected = new Euler().integrate(turning::drift, times, 10, x0).state();
        Solution found = method.integrate(turning, times, 10, x0, new SplittableRandom(1));
        assertThat(found.state().distance2(expected)).isLessThan(1e-14);
        assertThat(found.states()).hasSize(3);
        assertThat(found.evaluations()).isEqualTo(20);
    }

    @Test
    void theTwoMethodsAgreeWhereTheNoiseDoesNotDependOnTheState() {
        double[] times = {0, 2};
        INDArray x0 = Nd4j.ones(DataType.DOUBLE, 5, 2);
        for (Sde sde :
                new Sde[] {new OrnsteinUhlenbeck(1, 0.7), new DampedRotation(0.2, 0.6), new Langevin((t, x) -> x.neg())
                }) {
            INDArray one = new EulerMaruyama()
                    .integrate(sde, times, 9, x0, new SplittableRandom(3))
                    .state();
            INDArray other = new Milstein()
                    .integrate(sde, times, 9, x0, new SplittableRandom(3))
                    .state();
            assertThat(other).isEqualTo(one);
        }
    }

    @Test
    void theVarianceAfterEachStepIsThatOfTheRecursion() {
        int n = 20_000;
        DampedRotation sde = new DampedRotation(0.2, 0.6);
        double dt = 0.3;
        Solution found = new EulerMaruyama()
                .integrate(sde, Integrator.grid(0, 3, 10), 1, Nd4j.zeros(DataType.DOUBLE, n, 2), new Random(5));
        double expected = 0;
        for (int k = 1; k <= 10; k++) {
            // By hand: each coordinate becomes a mix of both, and the two have equal variances.
            expected = expected * (Math.pow(1 - 0.2 * dt, 2) + dt * dt) + 0.36 * dt;
            double variance = found.states().get(k).norm2Number().doubleValue();
            variance = variance * variance / (2 * n);
            assertThat(variance).isCloseTo(expected, within(4.5 * expected / Math.sqrt(n)));
        }
    }

    @Test
    void aStateOfFloatsStaysOne() {
        INDArray x0 = Nd4j.ones(DataType.FLOAT, 3, 2);
        INDArray end = new Milstein()
                .integrate(new DampedRotation(0.2, 0.6), new double[] {0, 1}, 4, x0, new SplittableRandom(2))
                .state();
        assertThat(end.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(x0).isEqualTo(Nd4j.ones(DataType.FLOAT, 3, 2));
    }

    @Test
    void anEquationMayAnswerInOneBuffer() {
        INDArray buffer = Nd4j.zeros(DataType.DOUBLE, 2, 2);
        Langevin sde = new Langevin((t, x) -> buffer.assign(x).negi());
        INDArray x0 = Nd4j.ones(DataType.DOUBLE, 2, 2);
        INDArray found = new EulerMaruyama()
                .integrate(sde, new double[] {0, 1}, 3, x0, new SplittableRandom(2))
                .state();
        INDArray expected = new EulerMaruyama()
                .integrate(new Langevin((t, x) -> x.neg()), new double[] {0, 1}, 3, x0, new SplittableRandom(2))
                .state();
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void timeDoesNotRunBackwards() {
        assertThatThrownBy(() -> new EulerMaruyama()
                        .integrate(
                                new OrnsteinUhlenbeck(1, 1),
                                new double[] {1, 0},
                                4,
                                Nd4j.ones(DataType.DOUBLE, 1),
                                new SplittableRandom(1)))
                .hasMessageContaining("forwards");
    }

    private static double[][] brownian(long seed) {
        Random random = new Random(seed);
        double[][] dw = new double[PATHS][FINEST];
        for (double[] path : dw) for (int k = 0; k < FINEST; k++) path[k] = random.nextGaussian() / Math.sqrt(FINEST);
        return dw;
    }

    private static double sum(double[][] dw, int path, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) sum += dw[path][k];
        return sum;
    }

    private static INDArray alongPath(SdeIntegrator method, Sde sde, double[][] dw, int steps) {
        INDArray x = Nd4j.ones(DataType.DOUBLE, PATHS);
        int each = FINEST / steps;
        for (int k = 0; k < steps; k++) {
            double[] increments = new double[PATHS];
            for (int i = 0; i < PATHS; i++) increments[i] = sum(dw, i, k * each, (k + 1) * each);
            x = method.step(sde, (double) k / steps, 1.0 / steps, x, Nd4j.createFromArray(increments));
        }
        return x;
    }
}
