package lab.samediff.pipelines.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PointsTest {
    private static final int MANY = 40_000;

    static Stream<Points> all() {
        return Stream.of(
                Gaussian.standard(),
                TwoMoons.scikitLearn(0.05),
                TwoMoons.independent(0.05),
                TwoMoons.torchcfm(),
                EightGaussians.textbook(),
                EightGaussians.torchcfm(),
                SwissRoll.small(0.3),
                Circles.scikitLearn(0.5, 0.05),
                new Circles(0.5, 0.05, Spacing.RANDOM),
                Checkerboard.ffjord(),
                new Checkerboard(3, 0.5));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSampleIsAFunctionOfTheGenerator(Points points) {
        INDArray sample = points.sample(33, new SplittableRandom(1));
        assertThat(sample.shape()).containsExactly(33, 2);
        assertThat(sample.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(points.sample(33, new SplittableRandom(1))).isEqualTo(sample);
        assertThat(points.sample(33, new SplittableRandom(2))).isNotEqualTo(sample);
        for (float value : sample.data().asFloat()) {
            assertThat(value).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSingleAndAnOddNumberOfPointsCanBeDrawn(Points points) {
        assertThat(points.draw(1, new SplittableRandom(1)).size()).isEqualTo(1);
        assertThat(points.draw(7, new SplittableRandom(1)).size()).isEqualTo(7);
        assertThatThrownBy(() -> points.draw(0, new SplittableRandom(1))).hasMessageContaining("cannot draw 0 points");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOrderSaysNothingAboutTheLabel(Points points) {
        LabelledPoints drawn = points.draw(MANY, new SplittableRandom(3));
        double[] label = IntStream.range(0, MANY).mapToDouble(drawn::label).toArray();
        double mean = Arrays.stream(label).average().orElseThrow();
        double variance =
                Arrays.stream(label).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double neighbours = 0;
        for (int i = 0; i + 1 < MANY; i++) {
            neighbours += (label[i] - mean) * (label[i + 1] - mean) / (MANY - 1);
        }
        // The correlation of independent values is near N(0, 1/n).
        assertThat(Math.abs(neighbours)).isLessThanOrEqualTo(4.5 * variance / Math.sqrt(MANY));
    }

    @ParameterizedTest
    @MethodSource("all")
    void classesAreEquallyLikely(Points points) {
        int classes = points.classes();
        if (classes == 0) {
            return;
        }
        LabelledPoints drawn = points.draw(MANY, new SplittableRandom(4));
        double[] counts = new double[classes];
        for (int i = 0; i < MANY; i++) {
            counts[(int) drawn.label(i)]++;
        }
        double expected = (double) MANY / classes;
        for (double count : counts) {
            assertThat(count).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void torchcfmMoonsAreEvenlySpacedArcsMovedAlongTheDiagonalByUniformNoise() {
        int n = 1001;
        LabelledPoints moons = TwoMoons.torchcfm().draw(n, new SplittableRandom(5));
        // On the diagonal x − y is free of noise, so it gives back the angles exactly.
        double[] upper = differences(moons, 0);
        double[] lower = differences(moons, 1);
        assertThat(upper).hasSize(500);
        assertThat(lower).hasSize(501);
        assertThat(upper).containsExactly(sorted(500, phi -> Math.cos(phi) - Math.sin(phi)), within(1e-5));
        assertThat(lower).containsExactly(sorted(501, phi -> 0.5 - Math.cos(phi) + Math.sin(phi)), within(1e-5));
    }

    @Test
    void torchcfmNoiseIsUniformOnAFifth() {
        LabelledPoints moons = TwoMoons.torchcfm().draw(MANY, new SplittableRandom(6));
        // x − y is free of noise; above −1 it is √2·cos(φ + π/4) of an angle below π/2, so φ and the noise follow.
        double[] noise = IntStream.range(0, MANY)
                .filter(i -> moons.label(i) == 0 && moons.x(i) - moons.y(i) > -3)
                .mapToDouble(i -> {
                    double difference = (moons.x(i) - moons.y(i)) / 3;
                    double phi = Math.acos(Math.min(1, difference) / Math.sqrt(2)) - Math.PI / 4;
                    return (moons.x(i) + 1) / 3 - Math.cos(phi);
                })
                .sorted()
                .toArray();
        assertThat(noise.length).isBetween(MANY / 4 - 2, MANY / 4 + 2);
        // Kolmogorov and Smirnov's distance from U[0, 0.2); 1.95/√n is exceeded with probability 0.001.
        double distance = 0;
        for (int i = 0; i < noise.length; i++) {
            distance = Math.max(distance, Math.abs(noise[i] / 0.2 - (i + 0.5) / noise.length));
        }
        assertThat(distance).isLessThan(1.95 / Math.sqrt(noise.length));
    }

    @Test
    void theEightGaussiansOfTorchcfmAreWiderThanTheirParameterSays() {
        assertThat(EightGaussians.torchcfm().variance()).isCloseTo(0.3162, within(1e-4));
        for (EightGaussians mixture : new EightGaussians[] {EightGaussians.textbook(), EightGaussians.torchcfm()}) {
            LabelledPoints drawn = mixture.draw(MANY, new SplittableRandom(7));
            double along = 0;
            double across = 0;
            double mixed = 0;
            for (int i = 0; i < MANY; i++) {
                double angle = Math.PI / 4 * drawn.label(i);
                double dx = drawn.x(i) - 5 * Math.cos(angle);
                double dy = drawn.y(i) - 5 * Math.sin(angle);
                along += dx * dx / MANY;
                across += dy * dy / MANY;
                mixed += dx * dy / MANY;
            }
            double error = mixture.variance() / Math.sqrt(MANY);
            assertThat(along).isCloseTo(mixture.variance(), within(4.5 * Math.sqrt(2) * error));
            assertThat(across).isCloseTo(mixture.variance(), within(4.5 * Math.sqrt(2) * error));
            assertThat(mixed).isCloseTo(0, within(4.5 * error));
        }
    }

    @Test
    void theCheckerboardFillsSquaresOfOneColourEvenly() {
        for (Checkerboard board : new Checkerboard[] {Checkerboard.ffjord(), new Checkerboard(5, 0.3)}) {
            LabelledPoints drawn = board.draw(MANY, new SplittableRandom(8));
            double middle = board.squares() / 2.0;
            double[][] quarters = new double[2][2];
            for (int i = 0; i < MANY; i++) {
                double column = drawn.x(i) / board.side() + middle;
                double row = drawn.y(i) / board.side() + middle;
                assertThat(column).isBetween(-1e-5, board.squares() + 1e-5);
                assertThat(row).isBetween(-1e-5, board.squares() + 1e-5);
                assertThat(((int) column + (int) row) % 2).isZero();
                assertThat((((int) row) * board.squares() + (int) column) / 2).isEqualTo((int) drawn.label(i));
                quarters[(int) (2 * (row % 1))][(int) (2 * (column % 1))]++;
            }
            for (double[] half : quarters) {
                assertThat(half).containsExactly(new double[] {MANY / 4.0, MANY / 4.0}, within(450.0));
            }
        }
    }

    @Test
    void withoutNoiseTheSwissRollIsItsSpiral() {
        LabelledPoints drawn = new SwissRoll(0, 2).draw(1000, new SplittableRandom(9));
        for (int i = 0; i < 1000; i++) {
            double t = drawn.label(i);
            assertThat(t).isBetween(1.5 * Math.PI - 1e-5, 4.5 * Math.PI + 1e-5);
            assertThat((double) drawn.x(i)).isCloseTo(2 * t * Math.cos(t), within(1e-3));
            assertThat((double) drawn.y(i)).isCloseTo(2 * t * Math.sin(t), within(1e-3));
        }
    }

    @Test
    void theGaussianHasItsSpread() {
        LabelledPoints drawn = new Gaussian(3).draw(MANY, new SplittableRandom(10));
        double square = 0;
        for (int i = 0; i < MANY; i++) {
            square += (Math.pow(drawn.x(i), 2) + Math.pow(drawn.y(i), 2)) / MANY;
        }
        // |x|² / 9 is chi-squared with 2 degrees of freedom: mean 2, variance 4.
        assertThat(square).isCloseTo(18, within(4.5 * 18 / Math.sqrt(MANY)));
    }

    @Test
    void parametersOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new Gaussian(-1)).hasMessageContaining("deviation -1.0");
        assertThatThrownBy(() -> new EightGaussians(Double.NaN, 1)).hasMessageContaining("radius NaN");
        assertThatThrownBy(() -> new EightGaussians(1, -0.1)).hasMessageContaining("variance -0.1");
        assertThatThrownBy(() -> TwoMoons.scikitLearn(-0.1)).hasMessageContaining("noise -0.1");
        assertThatThrownBy(() -> new TwoMoons(0, TwoMoons.Noise.GAUSSIAN, Spacing.EVEN, 0, 0))
                .hasMessageContaining("scale 0.0");
        assertThatThrownBy(() -> new TwoMoons(0, TwoMoons.Noise.GAUSSIAN, Spacing.EVEN, 1, Double.NaN))
                .hasMessageContaining("shift NaN");
        assertThatThrownBy(() -> new SwissRoll(0, Double.POSITIVE_INFINITY)).hasMessageContaining("scale Infinity");
        assertThatThrownBy(() -> Circles.scikitLearn(1, 0)).hasMessageContaining("factor 1.0");
        assertThatThrownBy(() -> new Checkerboard(0, 1)).hasMessageContaining("squares 0");
        assertThatThrownBy(() -> new Checkerboard(4, 0)).hasMessageContaining("side 0.0");
    }

    /** (x − y)/3 of the points with this label, in ascending order. */
    private static double[] differences(LabelledPoints points, int label) {
        return IntStream.range(0, points.size())
                .filter(i -> points.label(i) == label)
                .mapToDouble(i -> (points.x(i) - points.y(i)) / 3)
                .sorted()
                .toArray();
    }

    private static double[] sorted(int count, DoubleUnaryOperator value) {
        return IntStream.range(0, count)
                .mapToDouble(i -> value.applyAsDouble(Math.PI * i / (count - 1)))
                .sorted()
                .toArray();
    }
}
