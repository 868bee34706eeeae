package lab.samediff.models.graph;

import java.util.List;
import java.util.stream.Stream;
import lab.samediff.models.engine.TruthCase;

/** The ops of {@link OpsGradientTest}, plain and on strided views, for executions to agree on. */
public final class OpTruth {
    private OpTruth() {}

    /** All of them. */
    public static Stream<TruthCase> cases() {
        return OpsGradientTest.cases().flatMap(op -> op.layouts().stream().map(transposed -> of(op, transposed)));
    }

    private static TruthCase of(OpCase op, boolean transposed) {
        return new TruthCase(
                op + (transposed ? " transposed" : ""),
                type -> op.params(transposed, type),
                graph -> List.of(op.inputs()),
                s -> op.build().on(s, op.operands(s, transposed)));
    }
}
