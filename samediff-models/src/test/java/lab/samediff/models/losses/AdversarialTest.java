package lab.samediff.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AdversarialTest {
    private static double critic(DataType type, INDArray real, INDArray fake) {
        return Call.of(
                        new Params(1, type),
                        s -> Adversarial.critic(s.input("real", Rig.open(real)), s.input("fake", Rig.open(fake))))
                .run(Map.of("real", real.castTo(type), "fake", fake.castTo(type)))
                .getDouble(0);
    }

    private static double generator(INDArray fake) {
        return Rig.eval(new Params(1, DataType.DOUBLE), fake, (s, x) -> Adversarial.generator(Ops.add(x, 0)))
                .getDouble(0);
    }

    private static double minusLogOfSigmoid(double... logits) {
        return Arrays.stream(logits)
                .map(x -> Math.log(1 + Math.exp(-x)))
                .average()
                .orElseThrow();
    }

    @Test
    void areTheFormulas() {
        INDArray real = Rig.normal(1, 5, 1);
        INDArray fake = Rig.normal(2, 3, 1);
        double wanted = minusLogOfSigmoid(Rig.plain(real)) + minusLogOfSigmoid(Rig.plain(fake.neg()));
        assertThat(critic(DataType.DOUBLE, real, fake)).isCloseTo(wanted, within(1e-12));
        assertThat(generator(fake)).isCloseTo(minusLogOfSigmoid(Rig.plain(fake)), within(1e-12));
    }

    @Test
    void aCriticThatCannotTellPaysTwoBits() {
        INDArray zeros = Nd4j.zeros(DataType.DOUBLE, 4, 1);
        assertThat(critic(DataType.DOUBLE, zeros, zeros)).isCloseTo(2 * Math.log(2), within(1e-12));
    }

    @Test
    void sureCriticsStayFiniteInSinglePrecision() {
        INDArray far = Nd4j.valueArrayOf(new long[] {2, 1}, 500.0, DataType.DOUBLE);
        assertThat(critic(DataType.FLOAT, far, far.neg())).isEqualTo(0);
        assertThat(critic(DataType.FLOAT, far.neg(), far)).isEqualTo(1000);
    }
}
