package lab.samediff.models.engine;

import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.graph.Graph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way to execute graphs: a graph is prepared once and then run as often as there are inputs.
 *
 * @param type of the graphs that it takes
 * @param values prepares a graph for its result and what it reports
 * @param gradients prepares a graph for its loss, what it reports and its gradients
 */
record Execution(String name, DataType type, Function<Graph, Prepared> values, Function<Graph, Prepared> gradients) {
    /** A graph that is ready to run. */
    interface Prepared {
        Interpreter.Outcome run(Map<String, INDArray> inputs);
    }

    /** The interpreter. */
    static Execution interpreted(DataType type) {
        return new Execution(
                "interpreted " + type,
                type,
                graph -> Interpreter.forValues(graph)::run,
                graph -> Interpreter.forGradients(graph)::run);
    }

    @Override
    public String toString() {
        return name;
    }
}
