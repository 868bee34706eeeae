package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WassersteinTest {
    private final Random random = new Random(21);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 300})
    void onALineItMatchesTheSortedPoints(int n) {
        INDArray a = Clouds.normal(n, 1, random);
        INDArray b = Clouds.normal(n, 1, random).muli(3).addi(0.5);
        double[] x = a.data().asDouble();
        double[] y = b.data().asDouble();
        Arrays.sort(x);
        Arrays.sort(y);
        double expected = 0;
        for (int i = 0; i < n; i++) {
            expected += (x[i] - y[i]) * (x[i] - y[i]) / n;
        }
        assertThat(Wasserstein.squaredW2(a, b)).isCloseTo(expected, within(1e-12 * (1 + expected)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6})
    void aTranslationCostsItsSquaredLength(int d) {
        INDArray a = Clouds.normal(90, d, random);
        INDArray shift = Clouds.normal(1, d, random);
        double length = shift.norm2Number().doubleValue();
        INDArray shuffled = Nd4j.pullRows(a.addRowVector(shift), 1, Clouds.permutation(90, random));
        assertThat(Wasserstein.squaredW2(a, shuffled)).isCloseTo(length * length, within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6})
    void isSymmetricScalesWithTheSquareAndVanishesOnlyOnTheSameCloud(int d) {
        INDArray a = Clouds.normal(80, d, random);
        INDArray b = Clouds.normal(80, d, random);
        double distance = Wasserstein.squaredW2(a, b);
        assertThat(distance).isPositive();
        assertThat(Wasserstein.squaredW2(b, a)).isCloseTo(distance, within(1e-12));
        assertThat(Wasserstein.squaredW2(a.mul(-3), b.mul(-3))).isCloseTo(9 * distance, within(1e-10));
        assertThat(Wasserstein.squaredW2(a, Nd4j.pullRows(a, 1, Clouds.permutation(80, random))))
                .isZero();
    }

    @Test
    void itsRootObeysTheTriangleInequality() {
        for (int trial = 0; trial < 20; trial++) {
            INDArray a = Clouds.normal(20, 2, random);
            INDArray b = Clouds.normal(20, 2, random);
            INDArray c = Clouds.normal(20, 2, random);
            double detour = Math.sqrt(Wasserstein.squaredW2(a, b)) + Math.sqrt(Wasserstein.squaredW2(b, c));
            assertThat(Math.sqrt(Wasserstein.squaredW2(a, c))).isLessThanOrEqualTo(detour + 1e-12);
        }
    }

    @Test
    void isAtLeastTheSquaredDistanceOfTheMeans() {
        INDArray a = Clouds.normal(50, 3, random);
        INDArray b = Clouds.normal(50, 3, random).addi(2);
        double means = a.mean(0).distance2(b.mean(0));
        assertThat(Wasserstein.squaredW2(a, b)).isGreaterThanOrEqualTo(means * means);
    }

    @Test
    void singlePrecisionAgreesWithDouble() {
        INDArray a = Clouds.normal(100, 2, random);
        INDArray b = Clouds.normal(100, 2, random);
        assertThat(Wasserstein.squaredW2(a.castTo(DataType.FLOAT), b.castTo(DataType.FLOAT)))
                .isCloseTo(Wasserstein.squaredW2(a, b), within(1e-6));
    }

    /** The expected values are by SciPy 1.17 {@code linear_sum_assignment} on the same files. */
    @Test
    void agreesWithSciPyOnTwoThousandPoints() throws IOException {
        INDArray moons = points("two_moons.csv");
        assertThat(Wasserstein.squaredW2(moons, points("circles.csv"))).isCloseTo(0.5004840343660522, within(1e-9));
        assertThat(Wasserstein.squaredW2(points("eight_gaussians.csv"), moons))
                .isCloseTo(17.57010913400301, within(1e-9));
    }

    @Test
    void refusesCloudsThatCannotBeMatched() {
        INDArray a = Clouds.normal(4, 2, random);
        assertThatThrownBy(() -> Wasserstein.squaredW2(a, Clouds.normal(5, 2, random)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[5, 2]");
        INDArray broken = a.dup().putScalar(2, 1, Double.NaN);
        assertThatThrownBy(() -> Wasserstein.squaredW2(a, broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 2 is NaN");
    }

    private static INDArray points(String file) throws IOException {
        List<String> lines = Files.readAllLines(reference().resolve("toy2d").resolve(file));
        return Nd4j.createFromArray(lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .limit(2)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new));
    }

    private static Path reference() {
        String data = System.getenv("LAB_DATA");
        Stream<Path> candidates = data != null
                ? Stream.of(Path.of(data).resolveSibling("reference"))
                : Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                        .map(p -> p.resolve("shared").resolve("reference"));
        Path found = candidates.filter(Files::isDirectory).findFirst().orElse(null);
        Assumptions.assumeTrue(found != null, "no reference data: set LAB_DATA to the data folder beside it");
        return found;
    }

    /** The least sum of |a_i - b_p(i)| over all permutations p, tried one by one. */
    private static double leastOverPermutations(double[] a, double[] b, int from) {
        if (from == a.length) return 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = from; i < b.length; i++) {
            double[] swapped = b.clone();
            swapped[from] = b[i];
            swapped[i] = b[from];
            least = Math.min(least, Math.abs(a[from] - swapped[from]) + leastOverPermutations(a, swapped, from + 1));
        }
        return least;
    }

    @Test
    void theSortedSumIsTheLeastOverAllPairings() {
        for (int n = 1; n <= 6; n++) {
            double[] a = random.doubles(n, -2, 1).toArray();
            double[] b = random.doubles(n, 0, 3).toArray();
            assertThat(Wasserstein.w1OnLine(a, b)).isCloseTo(leastOverPermutations(a, b, 0) / n, within(1e-12));
        }
    }

    @Test
    void aShiftOfNumbersCostsItsLengthWhateverTheirOrder() {
        double[] a = {3, -1, 4, 1, -5};
        double[] shifted = {-7, 1, -1, -3, 2};
        assertThat(Wasserstein.w1OnLine(a, shifted)).isCloseTo(2, within(1e-12));
        assertThat(a).as("left as they were").containsExactly(3, -1, 4, 1, -5);
    }

    @Test
    void numbersThatCannotBeComparedAreRefused() {
        assertThatThrownBy(() -> Wasserstein.w1OnLine(new double[2], new double[3]))
                .hasMessageContaining("2 and 3 numbers");
        assertThatThrownBy(() -> Wasserstein.w1OnLine(new double[0], new double[0]))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> Wasserstein.w1OnLine(new double[] {Double.NaN}, new double[] {1}))
                .hasMessageContaining("not finite");
    }
}
