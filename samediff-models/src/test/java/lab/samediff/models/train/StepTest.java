package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class StepTest {
    private static final double RATE = 0.1;
    private static final int ROWS = 24;
    private static final double[] FEATURES = Numbers.gaussians(11, ROWS * 3, 1);
    private static final double[] TARGETS = Numbers.gaussians(12, ROWS, 1);

    /** Mean over the batch of (x·w - y)². */
    private static SDVariable leastSquares(Scope scope) {
        SDVariable weight = scope.param("weight", Init.normal(1, 3, 1));
        SDVariable prediction = scope.report("prediction", Ops.matmul(scope.input("x", -1, 3), weight));
        return Ops.mean(Ops.square(Ops.sub(prediction, scope.input("y", -1, 1))), false);
    }

    /** Rows {@code from} to {@code to} of the regression problem. */
    private static Map<String, INDArray> rows(DataType type, int from, int to) {
        INDArray x = Numbers.array(type, Arrays.copyOfRange(FEATURES, 3 * from, 3 * to), to - from, 3);
        return Map.of("x", x, "y", Numbers.array(type, Arrays.copyOfRange(TARGETS, from, to), to - from, 1));
    }

    private static Map<String, INDArray> rows(int from, int to) {
        return rows(DataType.DOUBLE, from, to);
    }

    private static double prediction(double[] weight, int row) {
        double sum = 0;
        for (int j = 0; j < 3; j++) sum += FEATURES[3 * row + j] * weight[j];
        return sum;
    }

    private static double meanSquare(double[] weight, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) sum += Math.pow(prediction(weight, i) - TARGETS[i], 2);
        return sum / (to - from);
    }

    /** (w - 3)²/2 for one number w that begins at 1. */
    private static SDVariable bowl(Scope scope) {
        SDVariable w = scope.param("w", Init.ones(1));
        return Ops.mul(Ops.sum(Ops.square(Ops.sub(w, 3)), false), 0.5);
    }

    @Test
    void theLossIsThatOfThePlaceBeforeTheMove() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE), StepTest::bowl);
        for (int k = 0; k < 20; k++) {
            double distance = -2 * Math.pow(1 - RATE, k);
            assertThat(Numbers.values(params, "w")[0]).isCloseTo(3 + distance, within(1e-14));
            assertThat(step.run(Map.of())).isCloseTo(distance * distance / 2, within(1e-14));
            assertThat(step.taken()).isEqualTo(k + 1);
        }
    }

    @Test
    void aLossThatIsAParameterPlusANumberHasGradientOneAtEachStep() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE), scope -> Ops.add(scope.param("w", Init.zeros()), 5));
        for (int k = 0; k < 4; k++) assertThat(step.run(Map.of())).isCloseTo(5 - k * RATE, within(1e-14));
    }

    /** Parameters that only meet in sums have one gradient, which the method changes in place. */
    @Test
    void parametersWithEqualGradientsMoveAlike() {
        Params params = new Params(1, DataType.DOUBLE);
        Rule rule = Rule.momentum(RATE, 0.9).with(new Clip.Norm(1));
        Step step = Step.of(params, rule, scope -> {
            SDVariable first = Ops.add(parameter(scope, "a"), parameter(scope, "b"));
            SDVariable second = Ops.add(parameter(scope, "c"), Ops.add(parameter(scope, "d"), 2));
            SDVariable third = Arrange.squeeze(Arrange.permute(scope.param("e", Init.zeros(2, 1)), 1, 0), 0);
            SDVariable fixed = Ops.stopGradient(parameter(scope, "fixed"));
            SDVariable all = Ops.add(Ops.add(Ops.add(first, second), Arrange.reshape(third, 2)), fixed);
            return Ops.sum(Ops.mul(all, scope.input("gradient", 2)), false);
        });
        Map<String, INDArray> inputs = Map.of("gradient", Numbers.array(new double[] {3, -4}, 2));
        for (int k = 0; k < 3; k++) step.run(inputs);
        // Five gradients of norm 5; velocities 1, 1.9 and 2.71 times the clipped one.
        double factor = -RATE * (1 + 1.9 + 2.71) / (5 * Math.sqrt(5));
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            assertThat(Numbers.values(params, name)[0]).as(name).isCloseTo(3 * factor, within(1e-14));
            assertThat(Numbers.values(params, name)[1]).as(name).isCloseTo(-4 * factor, within(1e-14));
        }
        assertThat(Numbers.values(params, "fixed")).containsOnly(0.0);
    }

    private static SDVariable parameter(Scope scope, String name) {
        return scope.param(name, Init.zeros(2));
    }

    @Test
    void convergesToTheSolutionOfTheNormalEquations() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.momentum(0.05, 0.8), StepTest::leastSquares);
        for (int k = 0; k < 400; k++) step.run(rows(0, ROWS));
        assertThat(Numbers.relativeError(Numbers.values(params, "weight"), normalEquations()))
                .isLessThan(1e-10);
    }

    /** (XᵀX) w = Xᵀy by Gaussian elimination. */
    private static double[] normalEquations() {
        double[][] system = new double[3][4];
        for (int i = 0; i < ROWS; i++) {
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) system[a][b] += FEATURES[3 * i + a] * FEATURES[3 * i + b];
                system[a][3] += FEATURES[3 * i + a] * TARGETS[i];
            }
        }
        for (int pivot = 0; pivot < 3; pivot++) {
            for (int row = 0; row < 3; row++) {
                if (row == pivot) continue;
                double factor = system[row][pivot] / system[pivot][pivot];
                for (int column = 0; column < 4; column++) system[row][column] -= factor * system[pivot][column];
            }
        }
        return new double[] {system[0][3] / system[0][0], system[1][3] / system[1][1], system[2][3] / system[2][2]};
    }

    @Test
    void theBatchSizeMayDifferFromStepToStep() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(0.01), StepTest::leastSquares);
        for (int[] range : new int[][] {{0, 5}, {5, 7}, {0, 24}, {3, 4}, {0, 5}}) {
            double expected = meanSquare(Numbers.values(params, "weight"), range[0], range[1]);
            assertThat(step.run(rows(range[0], range[1]))).isCloseTo(expected, within(1e-13));
        }
    }

    @Test
    void theGradientOfABatchIsTheMeanOfThoseOfItsHalves() {
        double[] whole = change(0, ROWS);
        double[] first = change(0, ROWS / 2);
        double[] second = change(ROWS / 2, ROWS);
        double[] mean = new double[3];
        for (int j = 0; j < 3; j++) mean[j] = (first[j] + second[j]) / 2;
        assertThat(Numbers.relativeError(whole, mean)).isLessThan(1e-13);
    }

    private static double[] change(int from, int to) {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(1), StepTest::leastSquares);
        double[] change = Numbers.values(params, "weight");
        step.run(rows(from, to));
        double[] after = Numbers.values(params, "weight");
        for (int j = 0; j < 3; j++) change[j] -= after[j];
        return change;
    }

    @Test
    void reportedOutputsAreThoseOfThePlaceBeforeTheMove() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE), StepTest::leastSquares);
        assertThat(step.reported()).isEmpty();
        for (int k = 0; k < 3; k++) {
            double[] weight = Numbers.values(params, "weight");
            step.run(rows(2, 6));
            assertThat(step.reported()).containsOnlyKeys("prediction");
            double[] found = Numbers.values(step.reported().get("prediction"));
            assertThat(found).hasSize(4);
            for (int i = 0; i < 4; i++) assertThat(found[i]).isCloseTo(prediction(weight, 2 + i), within(1e-13));
        }
    }

    @Test
    void aReportedParameterIsTheValueBeforeTheMove() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, Rule.sgd(RATE), scope -> {
            SDVariable loss = bowl(scope.in("bowl"));
            scope.report("w", scope.again("bowl").param("w", Init.ones(1)));
            return loss;
        });
        step.run(Map.of());
        assertThat(Numbers.values(step.reported().get("w"))).containsExactly(1);
        step.reported().get("w").assign(50);
        assertThat(Numbers.values(params, "bowl/w")[0]).isCloseTo(1 + 2 * RATE, within(1e-14));
    }

    @Test
    void onlyParametersAtOrBelowThePathAreMoved() {
        Params params = new Params(1, DataType.DOUBLE);
        Step step = Step.of(params, "head", Rule.adamW(RATE, 0.5), scope -> {
            SDVariable head = Ops.add(bowl(scope.in("head")), bowl(scope.in("headless")));
            return Ops.add(head, bowl(scope.in("trunk")));
        });
        step.run(Map.of());
        assertThat(Numbers.values(params, "trunk/w")).containsExactly(1);
        assertThat(Numbers.values(params, "headless/w")).containsExactly(1);
        assertThat(Numbers.values(params, "head/w")[0]).isCloseTo(1 + RATE, within(1e-8));
    }

    @Test
    void aStepOnALossWithoutMovedParametersIsRejected() {
        Params params = new Params(1);
        assertThatThrownBy(() -> Step.of(params, "other", Rule.sgd(1), StepTest::bowl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depends on none");
    }

    /** min over x, max over y of xy: each player answers to where the other has just gone. */
    @Test
    void twoStepsOverTheSameParametersSeeEachOthersMoves() {
        Params params = new Params(1, DataType.DOUBLE);
        Step first = Step.of(params, "x", Rule.sgd(RATE), StepTest::product);
        Step second = Step.of(params, "y", Rule.sgd(RATE), scope -> Ops.neg(product(scope)));
        Call value = Call.of(params, StepTest::product);
        double x = 1;
        double y = 2;
        for (int k = 0; k < 30; k++) {
            assertThat(first.run(Map.of())).isCloseTo(x * y, within(1e-13));
            x -= RATE * y;
            assertThat(value.run(Map.of()).getDouble(0)).isCloseTo(x * y, within(1e-13));
            assertThat(second.run(Map.of())).isCloseTo(-x * y, within(1e-13));
            y += RATE * x;
        }
        assertThat(Numbers.values(params, "x/at")[0]).isCloseTo(x, within(1e-13));
        assertThat(Numbers.values(params, "y/at")[0]).isCloseTo(y, within(1e-13));
    }

    private static SDVariable product(Scope scope) {
        SDVariable x = scope.in("x").param("at", Init.constant(1, 1));
        SDVariable y = scope.in("y").param("at", Init.constant(2, 1));
        return Ops.sum(Ops.mul(x, y), false);
    }

    @Test
    void parametersStayTheSameObjects() {
        Params params = new Params(1);
        Step step = Step.of(params, Rule.adamW(RATE, 0.1).averaging(0.9), StepTest::leastSquares);
        INDArray before = Numbers.parameter(params, "weight");
        long address = before.data().address();
        for (int k = 0; k < 3; k++) step.run(rows(DataType.FLOAT, 0, 5));
        assertThat(Numbers.parameter(params, "weight")).isSameAs(before);
        assertThat(before.data().address()).isEqualTo(address);
    }

    @Test
    void aLossThatIsNoNumberLeavesEverythingAsItWas() {
        Params params = new Params(1, DataType.DOUBLE);
        Params undisturbed = new Params(1, DataType.DOUBLE);
        Rule rule = Rule.adamW(RATE, 0.1).averaging(0.9);
        Step step = Step.of(params, "tower", rule, StepTest::logarithm);
        Step other = Step.of(undisturbed, "tower", rule, StepTest::logarithm);
        Map<String, INDArray> good = Map.of("x", Numbers.array(new double[] {1, 2}, 2));
        Map<String, INDArray> bad = Map.of("x", Numbers.array(new double[] {1, -2}, 2));
        for (int k = 0; k < 3; k++) step.run(good);
        double[] before = Numbers.values(params, "tower/w");
        DivergedException thrown = catchThrowableOfType(DivergedException.class, () -> step.run(bad));
        assertThat(thrown.step()).isEqualTo(3);
        assertThat(thrown.name()).isEqualTo("tower");
        assertThat(thrown).hasMessageStartingWith("tower is NaN at step 3");
        assertThat(Numbers.values(params, "tower/w")).containsExactly(before);
        assertThat(step.taken()).isEqualTo(3);
        step.run(good);
        for (int k = 0; k < 4; k++) other.run(good);
        assertThat(Numbers.values(params, "tower/w")).containsExactly(Numbers.values(undisturbed, "tower/w"));
        assertThat(Numbers.values(step.average(), "tower/w"))
                .containsExactly(Numbers.values(other.average(), "tower/w"));
    }

    @Test
    void aStepThatIsSkippedLeavesNoTrace() {
        Params params = new Params(1);
        Params undisturbed = new Params(1);
        Rule rule = Rule.adam(RATE).averaging(0.9);
        Step step = Step.of(params, rule, StepTest::logarithm).skipping(e -> e.value() != 0);
        Step other = Step.of(undisturbed, rule, StepTest::logarithm);
        Map<String, INDArray> good = Map.of("x", Numbers.array(DataType.FLOAT, new double[] {1, 2}, 2));
        Map<String, INDArray> bad = Map.of("x", Numbers.array(DataType.FLOAT, new double[] {1, -2}, 2));
        for (Map<String, INDArray> x : List.of(good, bad, good, bad, bad, good)) {
            double loss = step.run(x);
            if (x == bad) assertThat(loss).isNaN();
            else assertThat(other.run(x)).isEqualTo(loss);
        }
        assertThat(step.taken()).isEqualTo(3);
        other.state()
                .forEach((name, array) -> assertThat(step.state().get(name)).isEqualTo(array));
    }

    private static SDVariable logarithm(Scope scope) {
        SDVariable w = scope.in("tower").param("w", Init.ones(2));
        return Ops.sum(Ops.log(Ops.mul(w, scope.input("x", 2))), false);
    }

    @Test
    void aStepOverEverythingCallsItsLossLoss() {
        Step step = Step.of(new Params(1), Rule.sgd(RATE), StepTest::logarithm);
        Map<String, INDArray> zero = Map.of("x", Numbers.array(DataType.FLOAT, new double[] {0, 1}, 2));
        assertThatThrownBy(() -> step.run(zero)).hasMessageStartingWith("loss is -Infinity at step 0");
    }

    @Test
    void aGradientThatIsNoNumberUnderAFiniteLossLeavesParametersAsTheyWere() {
        Params params = new Params(1);
        Rule rule = Rule.adam(RATE).with(new Clip.Norm(1));
        Step step = Step.of(params, rule, scope -> {
            SDVariable root = Ops.sum(Ops.sqrt(scope.param("root", Init.zeros(3))), false);
            return Ops.add(bowl(scope), root);
        });
        DivergedException thrown = catchThrowableOfType(DivergedException.class, () -> step.run(Map.of()));
        assertThat(thrown.name()).isEqualTo("gradient of root");
        assertThat(Numbers.values(params, "root")).containsOnly(0.0);
        assertThat(Numbers.values(params, "w")).containsExactly(1);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        double[] once = trained(3);
        assertThat(trained(3)).containsExactly(once);
        assertThat(Numbers.relativeError(trained(4), once)).isGreaterThan(0.01);
    }

    private static double[] trained(long seed) {
        Params params = new Params(seed);
        Step step = Step.of(params, Rule.adam(RATE).with(new Clip.Norm(1)), StepTest::network);
        for (int k = 0; k < 20; k++) step.run(rows(DataType.FLOAT, k % 4, k % 4 + 16));
        double[] hidden = Numbers.values(params, "hidden/weight");
        double[] all = Arrays.copyOf(hidden, hidden.length + 8);
        System.arraycopy(Numbers.values(params, "out/weight"), 0, all, hidden.length, 8);
        return all;
    }

    private static SDVariable network(Scope scope) {
        SDVariable weight = scope.in("hidden").param("weight", Init.glorot(3, 8));
        SDVariable hidden = Ops.tanh(Ops.matmul(scope.input("x", -1, 3), weight));
        SDVariable prediction = Ops.matmul(hidden, scope.in("out").param("weight", Init.glorot(8, 1)));
        return Ops.mean(Ops.square(Ops.sub(prediction, scope.input("y", -1, 1))), false);
    }
}
