package lab.samediff.models.checks;

import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.models.flows.RealNvp;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.layers.Coupling;
import lab.samediff.models.layers.Transformed;
import org.nd4j.autodiff.samediff.SDVariable;

/** The other half of {@link BlockCases}: probabilistic models, graphs and control. */
final class ModelCases {
    private ModelCases() {}

    static Stream<Case> all() {
        return Stream.of(
                new Case(
                        "coupling",
                        Map.of(),
                        s -> both(new Coupling(4, 3, Coupling.Keeps.EVEN)
                                .forward(s.in("coupling"), s.param("x", rows(4))))),
                new Case("inverse coupling", Map.of(), s -> new Coupling(4, 3, Coupling.Keeps.ODD)
                        .inverse(s.in("coupling"), s.param("y", rows(4)))),
                new Case("likelihood of a flow", Map.of(), s -> new RealNvp(3, 4, 3)
                        .negativeLogLikelihood(s.in("flow"), s.param("x", rows(3)))));
    }

    private static Init rows(long width) {
        return Init.normal(1, 2, width);
    }

    private static SDVariable both(Transformed y) {
        return Arrange.concat(1, y.value(), Arrange.expandDims(y.logDeterminant(), 1));
    }
}
