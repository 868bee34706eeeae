package lab.samediff.models.engine;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.samediff.models.engine.plan.Plan;
import lab.samediff.models.engine.plan.Team;
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

    /** Plans on {@code threads} threads; one for each shape of the inputs. */
    static Execution compiled(int threads) {
        Team team = new Team(threads);
        return new Execution(
                "compiled for " + threads + " threads",
                DataType.FLOAT,
                graph -> compiled(Differentiated.forValues(graph), team),
                graph -> compiled(Differentiated.forGradients(graph), team));
    }

    private static Prepared compiled(Differentiated source, Team team) {
        return inputs -> {
            Map<String, long[]> shapes = inputs.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().shape()));
            Plan plan = Plan.compile(source, shapes, team);
            plan.run(inputs, 1);
            return new Interpreter.Outcome(plan.result(), plan.reported(), plan.gradients());
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
