package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order conditions of Hairer, Nørsett and Wanner 1993, Solving Ordinary Differential Equations I, table II.2.2. */
class TableauTest {
    @ParameterizedTest
    @MethodSource("lab.samediff.models.dynamics.FixedStepTest#all")
    void nodesAreTheRowSums(FixedStep method) {
        Tableau tableau = method.tableau();
        for (int i = 0; i < tableau.stages(); i++) {
            assertThat(product(tableau, j -> 1, i)).isCloseTo(tableau.node(i), within(1e-14));
        }
    }

    @ParameterizedTest
    @MethodSource("lab.samediff.models.dynamics.FixedStepTest#all")
    void weightsMeetTheConditionsOfTheOrderAndNotOfTheNext(FixedStep method) {
        Tableau tableau = method.tableau();
        assertThat(defect(tableau, tableau::weight, method.order())).isLessThan(1e-14);
        if (method.order() < 5) {
            assertThat(defect(tableau, tableau::weight, method.order() + 1)).isGreaterThan(1e-3);
        }
    }

    @Test
    void embeddedWeightsAreOfOrderFour() {
        Tableau pair = withLastSlope(new DormandPrince5().tableau());
        IntToDoubleFunction embedded = i -> pair.weight(i) - DormandPrince.ERROR[i];
        assertThat(defect(pair, pair::weight, 5)).isLessThan(1e-14);
        assertThat(defect(pair, embedded, 4)).isLessThan(1e-14);
        assertThat(defect(pair, embedded, 5)).isGreaterThan(1e-4);
    }

    @Test
    void refusesATableauThatIsNotExplicit() {
        assertThatThrownBy(() -> new Tableau(new double[] {0, 1}, new double[][] {{}, {0.5, 0.5}}, new double[] {1, 0}))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> new Tableau(new double[] {0, 1}, new double[][] {{}}, new double[] {1}))
                .hasMessageContaining("2 nodes");
    }

    /** The seven-stage form, whose last row repeats the weights (first same as last). */
    private static Tableau withLastSlope(Tableau tableau) {
        double[] nodes = new double[7];
        double[] weights = new double[7];
        double[][] matrix = new double[7][];
        for (int i = 0; i < 7; i++) {
            matrix[i] = new double[i];
            nodes[i] = i < 6 ? tableau.node(i) : 1;
            weights[i] = i < 6 ? tableau.weight(i) : 0;
            for (int j = 0; j < i; j++) {
                matrix[i][j] = i < 6 ? tableau.coefficient(i, j) : tableau.weight(j);
            }
        }
        return new Tableau(nodes, matrix, weights);
    }

    /** The largest violation among the conditions of all orders up to {@code order}. */
    private static double defect(Tableau t, IntToDoubleFunction b, int order) {
        IntToDoubleFunction c = t::node;
        IntToDoubleFunction ac = i -> product(t, c, i);
        IntToDoubleFunction acc = i -> product(t, j -> c(t, j, 2), i);
        IntToDoubleFunction aac = i -> product(t, ac, i);
        double[][] conditions = {
            {1, dot(t, b, i -> 1) - 1},
            {2, dot(t, b, c) - 1 / 2.0},
            {3, dot(t, b, i -> c(t, i, 2)) - 1 / 3.0},
            {3, dot(t, b, ac) - 1 / 6.0},
            {4, dot(t, b, i -> c(t, i, 3)) - 1 / 4.0},
            {4, dot(t, b, i -> c(t, i, 1) * ac.applyAsDouble(i)) - 1 / 8.0},
            {4, dot(t, b, acc) - 1 / 12.0},
            {4, dot(t, b, aac) - 1 / 24.0},
            {5, dot(t, b, i -> c(t, i, 4)) - 1 / 5.0},
            {5, dot(t, b, i -> c(t, i, 2) * ac.applyAsDouble(i)) - 1 / 10.0},
            {5, dot(t, b, i -> c(t, i, 1) * acc.applyAsDouble(i)) - 1 / 15.0},
            {5, dot(t, b, i -> c(t, i, 1) * aac.applyAsDouble(i)) - 1 / 30.0},
            {5, dot(t, b, i -> Math.pow(ac.applyAsDouble(i), 2)) - 1 / 20.0},
            {5, dot(t, b, i -> product(t, j -> c(t, j, 3), i)) - 1 / 20.0},
            {5, dot(t, b, i -> product(t, j -> c(t, j, 1) * ac.applyAsDouble(j), i)) - 1 / 40.0},
            {5, dot(t, b, i -> product(t, acc, i)) - 1 / 60.0},
            {5, dot(t, b, i -> product(t, aac, i)) - 1 / 120.0},
        };
        double worst = 0;
        for (double[] condition : conditions) {
            worst = condition[0] <= order ? Math.max(worst, Math.abs(condition[1])) : worst;
        }
        return worst;
    }

    private static double c(Tableau t, int i, int power) {
        return Math.pow(t.node(i), power);
    }

    /** Row i of the matrix times a vector. */
    private static double product(Tableau t, IntToDoubleFunction vector, int i) {
        double sum = 0;
        for (int j = 0; j < i; j++) {
            sum += t.coefficient(i, j) * vector.applyAsDouble(j);
        }
        return sum;
    }

    private static double dot(Tableau t, IntToDoubleFunction a, IntToDoubleFunction b) {
        double sum = 0;
        for (int i = 0; i < t.stages(); i++) {
            sum += a.applyAsDouble(i) * b.applyAsDouble(i);
        }
        return sum;
    }
}
