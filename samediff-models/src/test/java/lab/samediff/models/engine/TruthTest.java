package lab.samediff.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lab.samediff.models.checks.CheckTruth;
import lab.samediff.models.graph.OpTruth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * All executions give what the interpreter gives: outputs to 1e-5 and gradients to 1e-4 of the largest entry of each
 * array. The interpreter in float64 is one of them, which shows that no case is so badly conditioned that rounding alone
 * could fail it. To add an execution: a row in {@link #OTHERS}.
 */
class TruthTest {
    private static final Execution TRUTH = Execution.interpreted(DataType.FLOAT);

    private static final List<Execution> OTHERS = List.of(
            Execution.interpreted(DataType.DOUBLE),
            Execution.compiled(1),
            Execution.compiled(2),
            Execution.compiled(3));

    private static final int RANDOM_GRAPHS = 200;

    static Stream<TruthCase> ops() {
        return OpTruth.cases();
    }

    static Stream<TruthCase> blocks() {
        return CheckTruth.cases();
    }

    static Stream<TruthCase> models() {
        return ModelTruth.cases();
    }

    static Stream<TruthCase> randomGraphs() {
        return LongStream.range(0, RANDOM_GRAPHS).mapToObj(RandomGraph::of);
    }

    @ParameterizedTest
    @MethodSource({"ops", "blocks", "models", "randomGraphs"})
    void allExecutionsAgree(TruthCase tried) {
        for (Execution other : OTHERS) Agreement.check(tried, TRUTH, other);
    }

    @Test
    void aSmallErrorOfAnExecutionIsFound() {
        TruthCase some = ModelTruth.cases().findFirst().orElseThrow();
        for (Skewed.What what : Skewed.What.values()) {
            assertThatThrownBy(() -> Agreement.check(some, TRUTH, Skewed.execution(what)))
                    .as("%s", what)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(some.name())
                    .hasMessageContaining(what.named);
        }
    }

    @Test
    void randomGraphsHaveManyOpsAndAllOfThemTurnUp() {
        assertThat(RandomGraph.opsOf(LongStream.range(0, RANDOM_GRAPHS))).containsAll(RandomOps.ALL.keySet());
    }
}
