package lab.samediff.pipelines.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.samediff.pipelines.SharedData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our distributions against samples of 2,000 points that scikit-learn and numpy drew. */
class PointsReferenceTest {
    private static final double SIGMAS = 4.5;

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of("two_moons", TwoMoons.scikitLearn(0.05)),
                Arguments.of("circles", Circles.scikitLearn(0.5, 0.05)),
                Arguments.of("swiss_roll", SwissRoll.small(0.3)),
                Arguments.of("eight_gaussians", EightGaussians.textbook()));
    }

    static Stream<Arguments> wrongPairs() {
        return Stream.of(
                Arguments.of("two_moons", TwoMoons.scikitLearn(0.2)),
                Arguments.of("two_moons", new TwoMoons(0.2, TwoMoons.Noise.SHARED_UNIFORM, Spacing.EVEN, 1, 0)),
                Arguments.of("circles", Circles.scikitLearn(0.6, 0.05)),
                Arguments.of("swiss_roll", new SwissRoll(1.5, 0.1)),
                Arguments.of("eight_gaussians", EightGaussians.torchcfm()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void meansAndCovariancesOfEachLabelAgree(String file, Points points) throws IOException {
        assertSameMomentsOfEachLabel(read(file), draw(points, 2000, 1), points);
    }

    @ParameterizedTest
    @MethodSource("wrongPairs")
    void meansAndCovariancesOfEachLabelShowAWrongParameter(String file, Points wrong) throws IOException {
        double[][] reference = read(file);
        assertThatThrownBy(() -> assertSameMomentsOfEachLabel(reference, draw(wrong, 2000, 1), wrong))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theEnergyDistanceIsThatOfTwoSamplesOfOneDistribution(String file, Points points) throws IOException {
        assertThat(energyDistance(read(file), draw(points, 2000, 1))).isLessThan(limit(points));
    }

    /** Mean and 4.5 standard deviations of the distance between two samples of our own. */
    private static double limit(Points points) {
        double[] distances = IntStream.range(0, 12)
                .mapToDouble(i -> energyDistance(draw(points, 2000, 100 + 2 * i), draw(points, 2000, 101 + 2 * i)))
                .toArray();
        double mean =
                IntStream.range(0, 12).mapToDouble(i -> distances[i]).average().orElseThrow();
        double variance = IntStream.range(0, 12)
                .mapToDouble(i -> Math.pow(distances[i] - mean, 2) / 11)
                .sum();
        return mean + SIGMAS * Math.sqrt(variance);
    }

    /** Székely and Rizzo's 2 E|X − Y| − E|X − X'| − E|Y − Y'| between two samples. */
    private static double energyDistance(double[][] a, double[][] b) {
        return 2 * meanDistance(a, b) - meanDistance(a, a) - meanDistance(b, b);
    }

    private static double meanDistance(double[][] a, double[][] b) {
        double sum = 0;
        for (double[] p : a) {
            for (double[] q : b) {
                double dx = p[0] - q[0];
                double dy = p[1] - q[1];
                sum += Math.sqrt(dx * dx + dy * dy);
            }
        }
        return sum / a.length / b.length;
    }

    private static void assertSameMomentsOfEachLabel(double[][] reference, double[][] ours, Points points) {
        if (points.classes() == 0) {
            assertSameMoments(reference, ours);
            assertSameMoments(offTheSpiral(reference), offTheSpiral(ours));
        }
        for (int label = 0; label < points.classes(); label++) {
            assertSameMoments(where(reference, label), where(ours, label));
        }
    }

    /** Each point minus the point of the Swiss roll at its label; the label stays. */
    private static double[][] offTheSpiral(double[][] points) {
        return Stream.of(points)
                .map(p -> new double[] {p[0] - 0.1 * p[2] * Math.cos(p[2]), p[1] - 0.1 * p[2] * Math.sin(p[2]), p[2]})
                .toArray(double[][]::new);
    }

    /** Means of x, y, x², y², xy, label, label² agree; x and y are taken around the first sample's means. */
    private static void assertSameMoments(double[][] a, double[][] b) {
        double centreX = mean(a, p -> p[0]);
        double centreY = mean(a, p -> p[1]);
        List<Moment> moments = List.of(
                p -> p[0] - centreX,
                p -> p[1] - centreY,
                p -> Math.pow(p[0] - centreX, 2),
                p -> Math.pow(p[1] - centreY, 2),
                p -> (p[0] - centreX) * (p[1] - centreY),
                p -> p[2],
                p -> p[2] * p[2]);
        for (Moment moment : moments) {
            double error = Math.sqrt(variance(a, moment) / a.length + variance(b, moment) / b.length);
            assertThat(mean(a, moment)).isCloseTo(mean(b, moment), within(SIGMAS * error));
        }
    }

    private interface Moment {
        double of(double[] point);
    }

    private static double mean(double[][] points, Moment moment) {
        return Stream.of(points).mapToDouble(moment::of).average().orElseThrow();
    }

    private static double variance(double[][] points, Moment moment) {
        double mean = mean(points, moment);
        return mean(points, p -> Math.pow(moment.of(p) - mean, 2));
    }

    private static double[][] where(double[][] points, int label) {
        return Stream.of(points).filter(p -> p[2] == label).toArray(double[][]::new);
    }

    private static double[][] draw(Points points, int n, long seed) {
        LabelledPoints drawn = points.draw(n, new SplittableRandom(seed));
        return IntStream.range(0, n)
                .mapToObj(i -> new double[] {drawn.x(i), drawn.y(i), drawn.label(i)})
                .toArray(double[][]::new);
    }

    private static double[][] read(String name) throws IOException {
        try (Stream<String> lines = Files.lines(SharedData.reference("toy2d/" + name + ".csv"))) {
            return lines.skip(1)
                    .map(line -> Stream.of(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }
}
