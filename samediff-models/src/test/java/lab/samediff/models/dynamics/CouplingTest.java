package lab.samediff.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CouplingTest {
    private final Random random = new Random(11);

    @ParameterizedTest
    @EnumSource
    void usesEachSampleExactlyOnce(Coupling coupling) {
        INDArray x0 = Clouds.normal(64, 2, random);
        INDArray x1 = Clouds.normal(64, 2, random);
        int[] pairs = coupling.pairs(x0, x1);
        assertThat(Arrays.stream(pairs).sorted().toArray())
                .isEqualTo(IntStream.range(0, 64).toArray());
        INDArray partners = coupling.partners(x0, x1);
        for (int i = 0; i < 64; i++) {
            assertThat(partners.getRow(i)).isEqualTo(x1.getRow(pairs[i]));
        }
    }

    @Test
    void independentPairsStayAsTheyCome() {
        INDArray x0 = Clouds.normal(9, 2, random);
        INDArray x1 = Clouds.normal(9, 2, random);
        assertThat(Coupling.INDEPENDENT.partners(x0, x1)).isEqualTo(x1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 17, 784})
    void transportCostsNoMoreThanAnyOtherPairing(int d) {
        INDArray x0 = Clouds.normal(40, d, random);
        INDArray x1 = Clouds.normal(40, d, random).muli(2).addi(1);
        double best = Clouds.cost(x0, x1, Coupling.MINIBATCH_OT.pairs(x0, x1));
        assertThat(best).isLessThanOrEqualTo(Clouds.cost(x0, x1, Coupling.INDEPENDENT.pairs(x0, x1)));
        for (int trial = 0; trial < 50; trial++) {
            assertThat(best).isLessThanOrEqualTo(Clouds.cost(x0, x1, Clouds.permutation(40, random)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void transportIsTheBestOfAllPermutations(int n) {
        for (int trial = 0; trial < 10; trial++) {
            INDArray x0 = Clouds.normal(n, 2, random);
            INDArray x1 = Clouds.normal(n, 2, random);
            double least = Clouds.leastCost(Clouds.costs(x0, x1), 0, new boolean[n]);
            assertThat(Clouds.cost(x0, x1, Coupling.MINIBATCH_OT.pairs(x0, x1))).isCloseTo(least, within(1e-12));
        }
    }

    @Test
    void transportUndoesAShuffle() {
        INDArray x0 = Clouds.normal(50, 2, random);
        INDArray shuffled = Nd4j.pullRows(x0, 1, Clouds.permutation(50, random));
        assertThat(Coupling.MINIBATCH_OT.partners(x0, shuffled)).isEqualTo(x0);
    }

    @Test
    void pathsOfTransportDoNotCross() {
        // Cyclical monotonicity for pairs: (a_i − a_j)·(b_i − b_j) ≥ 0 wherever the cost is the squared distance.
        INDArray x0 = Clouds.normal(60, 2, random);
        INDArray x1 = Coupling.MINIBATCH_OT.partners(x0, Clouds.normal(60, 2, random));
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < i; j++) {
                double inner = 0;
                for (int k = 0; k < 2; k++) {
                    inner += (x0.getDouble(i, k) - x0.getDouble(j, k)) * (x1.getDouble(i, k) - x1.getDouble(j, k));
                }
                assertThat(inner).isGreaterThanOrEqualTo(-1e-12);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void imagesArePairedAsTheirFlatRows(Coupling coupling) {
        INDArray a = Clouds.normal(20, 12, random).castTo(DataType.FLOAT);
        INDArray b = Clouds.normal(20, 12, random).castTo(DataType.FLOAT);
        INDArray images = coupling.partners(a.reshape(20, 1, 3, 4), b.reshape(20, 1, 3, 4));
        assertThat(images.shape()).containsExactly(20, 1, 3, 4);
        assertThat(images.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(images.reshape(20, 12)).isEqualTo(coupling.partners(a, b));
    }

    @ParameterizedTest
    @EnumSource
    void refusesBatchesOfDifferentSize(Coupling coupling) {
        assertThatThrownBy(() -> coupling.partners(Clouds.normal(4, 2, random), Clouds.normal(5, 2, random)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[4, 2]")
                .hasMessageContaining("[5, 2]");
    }
}
