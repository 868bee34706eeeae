package lab.samediff.models.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.samediff.models.engine.Differentiated;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mask;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.TransformerBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays lie over each other where their lives do not overlap, and nowhere else. */
class MemoriesTest {
    private static final int TIME = 6;
    private static final int WIDTH = 8;

    private enum Network {
        TRANSFORMER {
            @Override
            SDVariable loss(Scope s) {
                TransformerBlock block = new TransformerBlock(WIDTH, 2, 16, 0, Activation.GELU);
                SDVariable out = block.stack(s, s.input("x", -1, TIME, WIDTH), Mask.causal(s, TIME), 2);
                return Ops.mean(Ops.square(Ops.sub(out, 0.5)), false);
            }
        },
        BATCH_NORM {
            @Override
            SDVariable loss(Scope s) {
                SDVariable x = s.input("x", -1, TIME, WIDTH);
                SDVariable normal = Ops.tanh(Norms.batchNorm(s.in("norm1"), x, WIDTH, 1e-2));
                SDVariable w = s.param("w", Init.normal(1, WIDTH, WIDTH));
                SDVariable again = Norms.batchNorm(s.in("norm2"), Ops.mul(normal, Ops.exp(normal)), WIDTH, 1e-2);
                SDVariable rows = Arrange.reshape(again, -1, WIDTH);
                return Ops.mean(Ops.tanh(Ops.matmul(Ops.matmul(rows, w), w)), false);
            }
        };

        abstract SDVariable loss(Scope s);
    }

    private static Map<String, INDArray> inputs(int batch) {
        return Map.of("x", Plans.normal(batch, batch, TIME, WIDTH));
    }

    @ParameterizedTest
    @EnumSource
    void networksAgreeWithTheInterpreter(Network network) {
        for (int batch : new int[] {1, 2, 5}) Plans.agrees(network::loss, inputs(batch));
    }

    /** After a run on NaN everything in memory is NaN; whatever is read before it is written shows. */
    @ParameterizedTest
    @EnumSource
    void nothingIsReadThatThisRunHasNotWritten(Network network) {
        Differentiated source = Plans.loss(network::loss);
        for (Team team : new Team[] {Plans.ALONE, Plans.TWO, Plans.THREE}) {
            Plan fresh = Plans.plan(source, inputs(5), team);
            fresh.run(inputs(5), 1);
            Plan used = Plans.plan(source, inputs(5), team);
            Map<String, INDArray> poison = new LinkedHashMap<>();
            inputs(5).forEach((name, array) -> poison.put(name, Nd4j.valueArrayOf(array.shape(), Float.NaN)));
            used.run(poison, 1);
            assertThat(used.number()).isNaN();
            used.run(inputs(5), 1);
            Plans.same(used, fresh);
            Map<String, INDArray> others = Map.of("x", Plans.normal(99, 5, TIME, WIDTH));
            used.run(others, 1);
            used.run(inputs(5), 1);
            Plans.same(used, fresh);
        }
    }

    @Test
    void aTransformerTakesLessMemoryThanItsResultsSideBySide() {
        Plan plan = Plans.plan(Plans.loss(Network.TRANSFORMER::loss), inputs(5), Plans.ALONE);
        assertThat(plan.bytes()).isPositive().isLessThan(plan.outputBytes() / 2);
    }
}
