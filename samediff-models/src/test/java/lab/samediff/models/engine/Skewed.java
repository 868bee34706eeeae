package lab.samediff.models.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import lab.samediff.models.graph.Graph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Executions that do one thing a little wrong. */
final class Skewed {
    private Skewed() {}

    /** What is wrong, and how it is told. */
    enum What {
        RESULT("result"),
        REPORTED("logits"),
        GRADIENT("gradient of mlp/out/weight"),
        LOST_GRADIENT("gradients"),
        PARAMETER("parameters"),
        INPUT("inputs after the run: x");

        final String named;

        What(String named) {
            this.named = named;
        }
    }

    static Execution execution(What what) {
        Execution right = Execution.interpreted(DataType.FLOAT);
        return new Execution("skewed", DataType.FLOAT, right.values(), graph -> {
            Execution.Prepared prepared = right.gradients().apply(graph);
            return inputs -> skew(what, graph, inputs, prepared.run(inputs));
        });
    }

    private static Interpreter.Outcome skew(
            What what, Graph graph, Map<String, INDArray> inputs, Interpreter.Outcome outcome) {
        Map<String, INDArray> gradients = new LinkedHashMap<>(outcome.gradients());
        switch (what) {
            case RESULT -> outcome.result().muli(1.0001);
            case REPORTED -> nudge(outcome.reported(), "logits");
            case GRADIENT -> nudge(gradients, "mlp/out/weight");
            case LOST_GRADIENT -> gradients.remove("mlp/out/weight");
            case PARAMETER -> nudge(graph.params().arrays(), "mlp/out/bias");
            case INPUT -> nudge(inputs, "x");
        }
        return new Interpreter.Outcome(outcome.result(), outcome.reported(), gradients);
    }

    /** Moves the last entry by 1e-3 of the largest. */
    private static void nudge(Map<String, INDArray> arrays, String name) {
        INDArray array = Objects.requireNonNull(arrays.get(name));
        long last = array.length() - 1;
        array.putScalar(last, array.getDouble(last) + 1e-3 * array.amaxNumber().doubleValue());
    }
}
