package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class MemoryLimitTest {
    private static final int MILLION = 1_000_000;

    @Test
    void whatNoMachineHoldsIsRefusedWithNameShapeAndSize() {
        // 2e6 · 4e6 · 4 bytes, and sizes whose product no long can hold
        assertThatThrownBy(() -> MemoryLimit.check("table", DataType.FLOAT, 2 * MILLION, 4 * MILLION))
                .isInstanceOf(MemoryLimitException.class)
                .hasMessageContaining("table of shape [2000000, 4000000] would take 29802.3 GiB");
        assertThatThrownBy(() -> MemoryLimit.check("table", DataType.DOUBLE, 1L << 40, 1L << 40))
                .isInstanceOf(MemoryLimitException.class);
    }

    @Test
    void whatFitsIsNot() {
        assertThatNoException().isThrownBy(() -> MemoryLimit.check("table", DataType.FLOAT, 1000, 1000));
        assertThatNoException().isThrownBy(() -> MemoryLimit.check("table", DataType.FLOAT, 1L << 40, 0));
        // 80 MB: large enough to be looked at
        assertThatNoException().isThrownBy(() -> MemoryLimit.check("table", DataType.FLOAT, 20, MILLION));
    }

    @Test
    void aParameterIsRefusedBeforeItIsMade() {
        assertThatThrownBy(() -> Step.of(
                        new Params(1),
                        Rule.sgd(1),
                        s -> Ops.mean(s.in("embedding").param("table", Init.zeros(MILLION, MILLION)), false)))
                .isInstanceOf(MemoryLimitException.class)
                .hasMessageContaining("parameter embedding/table of shape [1000000, 1000000]");
    }

    @Test
    void aResultIsRefusedBeforeNativeCodeSeesIt() {
        Step step = Step.of(new Params(1), Rule.sgd(1), s -> {
            SDVariable x = s.input("x", -1, 1);
            return Ops.mul(s.param("w", Init.ones()), Ops.mean(Ops.matmul(x, Arrange.permute(x, 1, 0)), false));
        });
        assertThatThrownBy(() -> step.run(Map.of("x", Nd4j.ones(DataType.FLOAT, MILLION, 1))))
                .hasStackTraceContaining(
                        "MemoryLimitException: the result of an operation of shape [1000000, 1000000]");
    }
}
