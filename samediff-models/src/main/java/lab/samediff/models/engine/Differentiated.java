package lab.samediff.models.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import lab.samediff.models.graph.Graph;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;

/**
 * A graph with what computes its gradients.
 *
 * @param graph what was written
 * @param executed the graph itself, or the gradient function that SameDiff made of it
 * @param gradientNames the variable that holds the gradient, by parameter; empty for values only
 */
public record Differentiated(Graph graph, SameDiff executed, Map<String, String> gradientNames) {
    /** A graph of which only values are wanted. */
    public static Differentiated forValues(Graph graph) {
        return new Differentiated(graph, graph.sameDiff(), Map.of());
    }

    /**
     * A graph whose result, a scalar, is a loss of which the gradients by {@link Graph#moved} are wanted.
     *
     * @throws IllegalArgumentException if the result is not a scalar or depends on none of the moved parameters
     */
    public static Differentiated forGradients(Graph graph) {
        if (graph.resultShape().length != 0) {
            throw new IllegalArgumentException("a loss is a scalar, got rank " + graph.resultShape().length + " for "
                    + graph.result() + "; take a mean");
        }
        SameDiff sameDiff = graph.sameDiff();
        requireDependence(graph);
        sameDiff.setLossVariables(graph.result());
        silently(sameDiff::createGradFunction);
        SameDiff gradients = sameDiff.getFunction("grad");
        // calculateGradients would switch the array cache off for good; the interpreter never calls it.
        gradients.setEnableCache(true);
        Map<String, String> names = new LinkedHashMap<>();
        for (String parameter : graph.moved()) {
            SDVariable gradient = sameDiff.getVariable(parameter).gradient();
            if (gradient != null) names.put(parameter, gradient.name());
        }
        if (names.isEmpty()) throw new IllegalArgumentException("the loss depends on none of " + graph.moved());
        return new Differentiated(graph, gradients, names);
    }

    private static void requireDependence(Graph graph) {
        Set<String> dependent = new HashSet<>(graph.moved());
        for (SameDiffOp op : graph.sameDiff().getOps().values()) {
            if (op.getInputsToOp().stream().anyMatch(dependent::contains)) dependent.addAll(op.getOutputsOfOp());
        }
        if (!dependent.contains(graph.result())) {
            throw new IllegalArgumentException("the loss depends on none of " + graph.moved());
        }
    }

    /** SameDiff prints a line for each op it differentiates. One at a time: two would restore each other's silence. */
    private static synchronized void silently(Runnable action) {
        PrintStream out = System.out;
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            System.setOut(nowhere);
            action.run();
        } finally {
            System.setOut(out);
        }
    }
}
