package lab.samediff.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Rig;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

class PenaltyTest {
    private static final double WEIGHT = 0.3;

    private static SDVariable loss(Scope s) {
        SDVariable a = s.in("moving").param("a", Init.normal(1, 2, 3));
        SDVariable b = s.in("fixed").param("b", Init.normal(1, 2, 3));
        return Ops.sum(Ops.mul(a, Ops.sin(b)), false);
    }

    private static Interpreter.Outcome run(Params params, double weight) {
        Graph graph = Graph.write(params, "moving", Mode.TRAIN, s -> Penalty.squares(s, loss(s), weight));
        return Interpreter.forGradients(graph).run(Map.of());
    }

    @Test
    void theGradientGrowsByTheWeightTimesTheParameterAndOnlyThatOfMovedOnes() {
        Params params = new Params(1, DataType.DOUBLE);
        run(params, 0);
        // Once more, as parameters have been made by now and are told apart by their place.
        Interpreter.Outcome plain = run(params, 0);
        Interpreter.Outcome penalised = run(params, WEIGHT);
        double[] a = Rig.plain(Rig.array(params, "moving/a"));
        double squares = 0;
        double[] before = Rig.plain(plain.gradients().values().iterator().next());
        double[] after = Rig.plain(penalised.gradients().values().iterator().next());
        for (int i = 0; i < a.length; i++) {
            squares += a[i] * a[i];
            assertThat(after[i]).isCloseTo(before[i] + WEIGHT * a[i], within(1e-12));
        }
        assertThat(penalised.gradients().keySet()).containsExactly("moving/a");
        assertThat(penalised.result().getDouble(0))
                .isCloseTo(plain.result().getDouble(0) + WEIGHT / 2 * squares, within(1e-12));
    }

    @Test
    void badWeightsAreRefused() {
        Params params = new Params(1);
        assertThatThrownBy(() -> run(params, -1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> run(params, Double.NaN)).hasMessageContaining("NaN");
    }
}
