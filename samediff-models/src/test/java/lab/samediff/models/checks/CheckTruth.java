package lab.samediff.models.checks;

import java.util.List;
import java.util.stream.Stream;
import lab.samediff.models.engine.TruthCase;
import lab.samediff.models.graph.Params;

/** The cases of {@link SelfCheck}, for executions to agree on. */
public final class CheckTruth {
    private CheckTruth() {}

    /** Every op with a gradient, also those through which none flows on its own, and every block. */
    public static Stream<TruthCase> cases() {
        return Stream.concat(OpCases.all().stream(), BlockCases.all().stream()).map(CheckTruth::of);
    }

    private static TruthCase of(Case checked) {
        return new TruthCase(
                checked.name(), type -> new Params(7, type), graph -> List.of(checked.inputs()), checked.build());
    }
}
