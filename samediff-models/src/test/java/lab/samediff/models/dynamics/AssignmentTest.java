package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class AssignmentTest {
    /** Name and n × n costs: random and with ties, of either sign, of one or of mixed sizes. */
    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("uniform", uniform()),
                Arguments.of("all equal", (Kind) (n, random) -> fill(n, () -> 2.5)),
                Arguments.of("zero or one", (Kind) (n, random) -> fill(n, () -> random.nextInt(2))),
                Arguments.of("small integers", (Kind) (n, random) -> fill(n, () -> random.nextInt(5) - 2)),
                Arguments.of("negative", (Kind) (n, random) -> fill(n, () -> -random.nextDouble())),
                Arguments.of("mixed sizes", (Kind) (n, random) -> fill(n, () -> Math.exp(10 * random.nextGaussian()))),
                Arguments.of("product i·j", (Kind) (n, random) -> product(n)),
                Arguments.of("distances in the plane", (Kind)
                        (n, random) -> Clouds.costs(Clouds.normal(n, 2, random), Clouds.normal(n, 2, random))),
                Arguments.of("distances of points that coincide", (Kind)
                        (n, random) -> Clouds.costs(Clouds.tied(n, random), Clouds.tied(n, random))));
    }

    interface Kind {
        double[][] costs(int n, Random random);
    }

    private static Kind uniform() {
        return (n, random) -> fill(n, random::nextDouble);
    }

    private static double[][] fill(int n, DoubleSupplier next) {
        double[][] costs = new double[n][n];
        for (double[] row : costs) {
            Arrays.setAll(row, j -> next.getAsDouble());
        }
        return costs;
    }

    /** The classical hard case of Machol and Wien: every row prefers the same columns. */
    private static double[][] product(int n) {
        double[][] costs = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                costs[i][j] = (i + 1.0) * (j + 1.0);
            }
        }
        return costs;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void costIsTheLeastOfAllPermutations(String name, Kind kind) {
        Random random = new Random(1);
        for (int n = 1; n <= 7; n++) {
            for (int trial = 0; trial < 20; trial++) {
                double[][] costs = kind.costs(n, random);
                double least = Clouds.leastCost(costs, 0, new boolean[n]);
                Assignment assignment = Assignment.solve(costs);
                assertThat(assignment.cost()).as(name).isCloseTo(least, within(1e-12 * Math.max(1, Math.abs(least))));
                assertCertified(costs, assignment);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void pricesProveThatNothingIsCheaper(String name, Kind kind) {
        Random random = new Random(2);
        for (int n : new int[] {8, 30, 127, 301}) {
            double[][] costs = kind.costs(n, random);
            assertCertified(costs, Assignment.solve(costs));
        }
    }

    @Test
    void pricesProveALargeCaseInThePlane() {
        Random random = new Random(3);
        INDArray a = Clouds.normal(700, 2, random);
        INDArray b = Clouds.normal(700, 2, random).addi(1);
        assertCertified(Clouds.costs(a, b), Assignment.bySquaredDistance(a, b));
    }

    @Test
    void costsAskedForByRowGiveTheSameAsAStoredMatrix() {
        Random random = new Random(4);
        INDArray a = Clouds.tied(60, random);
        INDArray b = Clouds.normal(60, 2, random);
        assertThat(Assignment.bySquaredDistance(a, b).columns())
                .isEqualTo(Assignment.solve(Clouds.costs(a, b)).columns());
    }

    @Test
    void aPermutationHiddenInTheCostsIsFound() {
        Random random = new Random(5);
        int n = 80;
        int[] hidden = Clouds.permutation(n, random);
        double[][] costs = uniform().costs(n, random);
        for (int i = 0; i < n; i++) {
            costs[i][hidden[i]] -= 1;
        }
        assertThat(Assignment.solve(costs).columns()).isEqualTo(hidden);
    }

    @Test
    void addingToARowOrColumnChangesTheCostAndNotTheAssignment() {
        Random random = new Random(6);
        int n = 50;
        double[][] costs = uniform().costs(n, random);
        Assignment before = Assignment.solve(costs);
        for (int k = 0; k < n; k++) {
            costs[7][k] += 3;
            costs[k][9] -= 5;
        }
        Assignment after = Assignment.solve(costs);
        assertThat(after.columns()).isEqualTo(before.columns());
        assertThat(after.cost()).isCloseTo(before.cost() - 2, within(1e-10));
    }

    @Test
    void refusesCostsThatCannotBeMinimised() {
        assertThatThrownBy(() -> Assignment.solve(new double[0][0])).hasMessageContaining("at least one row");
        assertThatThrownBy(() -> Assignment.solve(new double[2][3])).hasMessageContaining("square");
        assertThatThrownBy(() -> Assignment.solve(new double[][] {{1, 2}, {3, Double.NaN}}))
                .hasMessage("the cost of row 1, column 1 is NaN");
        assertThatThrownBy(() -> Assignment.solve(new double[][] {{1, Double.POSITIVE_INFINITY}, {3, 4}}))
                .hasMessageContaining("row 0, column 1 is Infinity");
    }

    /** A permutation, feasible prices that are tight on it, and a dual objective equal to the cost: optimal. */
    private static void assertCertified(double[][] costs, Assignment assignment) {
        int n = costs.length;
        int[] columns = assignment.columns();
        double[] u = assignment.rowPrices();
        double[] v = assignment.columnPrices();
        assertThat(Arrays.stream(columns).sorted().toArray())
                .isEqualTo(IntStream.range(0, n).toArray());
        double largest = Arrays.stream(costs)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        double rounding = 1e-12 * Math.max(largest, 1e-300);
        double cost = 0;
        for (int i = 0; i < n; i++) {
            cost += costs[i][columns[i]];
            assertThat(costs[i][columns[i]] - u[i] - v[columns[i]]).isCloseTo(0, within(rounding));
            double worst = 0;
            for (int j = 0; j < n; j++) {
                worst = Math.min(worst, costs[i][j] - u[i] - v[j]);
            }
            assertThat(worst).isGreaterThanOrEqualTo(-rounding);
        }
        double dual = Arrays.stream(u).sum() + Arrays.stream(v).sum();
        assertThat(assignment.cost()).isCloseTo(cost, within(n * rounding));
        assertThat(dual).isCloseTo(cost, within(n * rounding));
    }
}
