package lab.samediff.experiments.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import lab.samediff.models.dynamics.ChangeOfVariables;
import lab.samediff.models.dynamics.Ddim;
import lab.samediff.models.dynamics.DormandPrince;
import lab.samediff.models.dynamics.Integrator;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.dynamics.VarianceExploding;
import lab.samediff.models.dynamics.Wasserstein;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NoisedSquareTest {
    private static final NoiseSchedule SCHEDULE = new VarianceExploding(Math.exp(-5), 1);

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 1})
    void theDensityIntegratesToOne(double sigma) {
        double mass = 0;
        double cell = 0.02;
        for (double x = -9 + cell / 2; x < 9; x += cell) mass += Math.exp(line(x, sigma)) * cell;
        assertThat(mass).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 1})
    void theNoiseIsMinusSigmaTimesTheScore(double sigma) {
        double h = 1e-5;
        for (double x = -1.4; x < 1.5; x += 0.1) {
            double score = (line(x + h, sigma) - line(x - h, sigma)) / (2 * h);
            assertThat(NoisedSquare.noise(x, sigma)).isCloseTo(-sigma * score, within(1e-4));
        }
    }

    @Test
    void theNoiseIsWhatIsToBeExpectedInAPoint() {
        Random random = new Random(1);
        double sigma = 0.5;
        double sum = 0;
        double squares = 0;
        int hits = 0;
        for (int i = 0; i < 2_000_000; i++) {
            double noise = random.nextGaussian();
            double x = 2 * random.nextDouble() - 1 + sigma * noise;
            if (Math.abs(x - 0.9) > 0.01) continue;
            sum += noise;
            squares += noise * noise;
            hits++;
        }
        double mean = sum / hits;
        double error = Math.sqrt((squares / hits - mean * mean) / hits);
        assertThat(NoisedSquare.noise(0.9, sigma)).isCloseTo(mean, within(4 * error));
    }

    @Test
    void inTheMiddleAndWithLittleNoiseTheDensityIsAQuarter() {
        assertThat(NoisedSquare.logDensity(0.5, -0.3, 0.01)).isCloseTo(Math.log(0.25), within(1e-12));
        assertThat(NoisedSquare.logDensity(1, 0, 0.01)).isCloseTo(Math.log(0.125), within(1e-12));
        assertThat(NoisedSquare.noise(1.3, 0.05))
                .isCloseTo(0.3 / 0.05, within(0.2))
                .isFinite();
    }

    @Test
    void theShareInsideIsThatOfASample() {
        int n = 100_000;
        INDArray points = NoisedSquare.POINTS.sample(n, new SplittableRandom(2));
        points.addi(NoisedSquare.start(n, 0.3, new SplittableRandom(3)));
        double expected = NoisedSquare.inside(0.3);
        double error = Math.sqrt(expected * (1 - expected) / n);
        assertThat(SquareFit.inside(points)).isCloseTo(expected, within(4 * error));
    }

    @Test
    void theProbabilityFlowOfTheBestAnswerCarriesTheDensityExactly() {
        ChangeOfVariables.Field field = (t, x) -> {
            double h = 1e-5;
            double sigma = SCHEDULE.sigma(t);
            double[][] velocity = x.toDoubleMatrix();
            double[][] divergence = new double[velocity.length][1];
            for (int i = 0; i < velocity.length; i++) {
                for (int k = 0; k < 2; k++) {
                    double at = velocity[i][k];
                    velocity[i][k] = SCHEDULE.sigmaRate(t) * NoisedSquare.noise(at, sigma);
                    double slope = NoisedSquare.noise(at + h, sigma) - NoisedSquare.noise(at - h, sigma);
                    divergence[i][0] += SCHEDULE.sigmaRate(t) * slope / (2 * h);
                }
            }
            return new ChangeOfVariables.Flow(Nd4j.createFromArray(velocity), Nd4j.createFromArray(divergence));
        };
        INDArray x0 = Nd4j.createFromArray(new double[][] {{0, 0}, {0.5, -0.9}, {0.95, 0.95}, {1.01, 0}});
        var found = ChangeOfVariables.transport(new DormandPrince(1e-9, 1e-9), field, new double[] {0, 1}, x0);
        for (int i = 0; i < 4; i++) {
            INDArray end = found.end();
            double log = NoisedSquare.logDensity(end.getDouble(i, 0), end.getDouble(i, 1), 1)
                    + found.divergence().getDouble(i);
            double truth = NoisedSquare.logDensity(x0.getDouble(i, 0), x0.getDouble(i, 1), SCHEDULE.sigma(0));
            assertThat(log).isCloseTo(truth, within(1e-4));
        }
    }

    @Test
    void withTheBestAnswerTheSamplesAreAsCloseAsAnotherSquare() {
        int n = 500;
        SplittableRandom random = new SplittableRandom(4);
        INDArray start = NoisedSquare.start(n, Errata.NONE.startDeviation(SCHEDULE), random);
        INDArray found = new Ddim()
                .sample(NoisedSquare.oracle(SCHEDULE), SCHEDULE, Integrator.grid(1, 0, 200), start)
                .state();
        INDArray real = NoisedSquare.POINTS.sample(n, random);
        double floor = Wasserstein.squaredW2(NoisedSquare.POINTS.sample(n, random), real);
        assertThat(Wasserstein.squaredW2(found, real)).isLessThan(2 * floor);
        assertThat(SquareFit.inside(found)).isGreaterThan(0.98);
    }

    @Test
    void aStartWithoutTheDatasOwnSpreadIsTooNarrow() {
        assertThat(Errata.NONE.startDeviation(SCHEDULE)).isCloseTo(Math.sqrt(4 / 3.0), within(1e-12));
        assertThat(new Errata(false, false, true).startDeviation(SCHEDULE)).isCloseTo(1, within(1e-12));
    }

    @Test
    void theErratumOfTheRateMultipliesByTheTime() {
        INDArray x = Nd4j.createFromArray(new double[][] {{0.5, 1.2}});
        INDArray right = NoisedSquare.oracle(SCHEDULE).noise(0.4, x);
        INDArray wrong = new Errata(true, false, false)
                .sampled(NoisedSquare.oracle(SCHEDULE))
                .noise(0.4, x);
        assertThat(wrong.distance2(right.mul(0.4))).isLessThan(1e-12);
        assertThat(Errata.NONE.sampled(NoisedSquare.oracle(SCHEDULE)).noise(0.4, x))
                .isEqualTo(right);
    }

    private static double line(double x, double sigma) {
        return NoisedSquare.logDensity(x, x, sigma) / 2;
    }
}
