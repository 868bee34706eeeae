package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PathTest {
    private static final int N = 5;

    private final Random random = new Random(3);
    private final INDArray x0 = Clouds.normal(N, 2, random);
    private final INDArray x1 = Clouds.normal(N, 2, random).addi(4);

    static Stream<Path> all() {
        return Stream.of(new LinearPath(0), new TrigonometricPath(0), new LinearPath(0.3), new TrigonometricPath(0.3));
    }

    private static INDArray times(double... t) {
        return Nd4j.createFromArray(t);
    }

    @ParameterizedTest
    @MethodSource("all")
    void startsAtTheSourceAndEndsAtTheTarget(Path path) {
        assertThat(path.mean(Nd4j.zeros(DataType.DOUBLE, N), x0, x1)).isEqualTo(x0);
        assertThat(path.mean(Nd4j.ones(DataType.DOUBLE, N), x0, x1)).isEqualTo(x1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void velocityIsTheTimeDerivativeOfThePath(Path path) {
        double[] t = {0.01, 0.2, 0.5, 0.77, 0.99};
        double h = 1e-5;
        INDArray ahead = path.mean(times(t).addi(h), x0, x1);
        INDArray behind = path.mean(times(t).subi(h), x0, x1);
        INDArray difference = ahead.sub(behind).div(2 * h);
        assertThat(path.velocity(times(t), x0, x1).distance2(difference)).isLessThan(1e-8);
    }

    @ParameterizedTest
    @MethodSource("all")
    void followingTheVelocityLeadsFromTheSourceToTheTarget(Path path) {
        VelocityField field = (t, x) -> path.velocity(Nd4j.valueArrayOf(new long[] {N}, t, DataType.DOUBLE), x0, x1);
        INDArray end = new RungeKutta4().integrate(field, 0, 1, 20, x0).state();
        assertThat(end.distance2(x1)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachRowHasItsOwnTime(Path path) {
        double[] t = {0, 0.25, 0.5, 0.75, 1};
        INDArray together = path.mean(times(t), x0, x1);
        INDArray asColumn = path.mean(times(t).reshape(N, 1), x0, x1);
        assertThat(asColumn).isEqualTo(together);
        for (int i = 0; i < N; i++) {
            for (int k = 0; k < 2; k++) {
                double expected =
                        path.sourceWeight(t[i]) * x0.getDouble(i, k) + path.targetWeight(t[i]) * x1.getDouble(i, k);
                assertThat(together.getDouble(i, k)).isCloseTo(expected, within(1e-14));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void imagesAreTreatedAsTheirFlatRows(Path path) {
        INDArray a = Clouds.normal(N, 12, random).castTo(DataType.FLOAT);
        INDArray b = Clouds.normal(N, 12, random).castTo(DataType.FLOAT);
        INDArray t = times(0.1, 0.3, 0.5, 0.7, 0.9).castTo(DataType.FLOAT);
        INDArray images = path.mean(t, a.reshape(N, 1, 3, 4), b.reshape(N, 1, 3, 4));
        assertThat(images.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(images.reshape(N, 12)).isEqualTo(path.mean(t, a, b));
    }

    @Test
    void linearVelocityIsTheDifferenceOfTheEnds() {
        assertThat(new LinearPath(0.1)
                        .velocity(times(0, 0.3, 0.4, 0.8, 1), x0, x1)
                        .distance2(x1.sub(x0)))
                .isLessThan(1e-14);
    }

    @Test
    void trigonometricWeightsKeepTheVariance() {
        Path path = new TrigonometricPath(0);
        for (double t = 0; t <= 1; t += 0.125) {
            assertThat(Math.hypot(path.sourceWeight(t), path.targetWeight(t))).isCloseTo(1, within(1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void samplesScatterAboutTheMeanBySigma(Path path) {
        int n = 20_000;
        INDArray from = Nd4j.zeros(DataType.DOUBLE, n, 2);
        INDArray to = Nd4j.ones(DataType.DOUBLE, n, 2);
        INDArray t = Nd4j.valueArrayOf(new long[] {n}, 0.4, DataType.DOUBLE);
        INDArray residual = path.sample(t, from, to, new Random(5)).sub(path.mean(t, from, to));
        double deviation = residual.norm2Number().doubleValue() / Math.sqrt(2.0 * n);
        // The standard error of a deviation from 40 000 draws is σ/√80 000, 0.0011 here.
        assertThat(deviation).isCloseTo(path.sigma(), within(0.005));
        assertThat(residual.meanNumber().doubleValue()).isCloseTo(0, within(0.01));
        assertThat(path.sample(t, from, to, new Random(5))).isEqualTo(path.sample(t, from, to, new Random(5)));
    }

    @Test
    void refusesInputsThatDoNotFit() {
        Path path = new LinearPath(0);
        assertThatThrownBy(() -> new LinearPath(-1)).hasMessageContaining("sigma");
        assertThatThrownBy(() -> new TrigonometricPath(Double.NaN)).hasMessageContaining("sigma");
        assertThatThrownBy(() -> path.mean(times(0.5), x0, x1)).hasMessageContaining("1 times for 5 rows");
        assertThatThrownBy(() -> path.mean(times(0, 0, 0, 0, 1.1), x0, x1)).hasMessageContaining("1.1");
        assertThatThrownBy(() -> path.mean(times(0, 0, 0, 0, 0), x0, x1.reshape(2, N)))
                .hasMessageContaining("[5, 2]");
        assertThatThrownBy(() -> path.velocity(times(0, 0, 0, 0, 0), x0, x1.castTo(DataType.FLOAT)))
                .hasMessageContaining("FLOAT");
    }
}
