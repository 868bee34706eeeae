package lab.samediff.models.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.samediff.models.graph.Graph;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.FrameIter;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.random.custom.DistributionUniform;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a graph op by op with SameDiff's session: values, or the loss with its gradients. One thread uses one
 * interpreter. Never {@code fit}: its loss is always 0 and it changes gradients while they are still being used.
 */
public final class Interpreter {
    static {
        SameDiff.bindInferenceFactory(ForgetfulSession::new);
    }

    private final Graph graph;
    private final SameDiff executed;
    private final Map<String, String> gradientNames;

    private Interpreter(Graph graph, SameDiff executed, Map<String, String> gradientNames) {
        this.graph = graph;
        this.executed = executed;
        this.gradientNames = gradientNames;
    }

    /** An interpreter for values only. */
    public static Interpreter forValues(Graph graph) {
        return new Interpreter(graph, graph.sameDiff(), Map.of());
    }

    /**
     * An interpreter for the loss (the graph's result, a scalar) and its gradients by {@link Graph#moved}.
     *
     * @throws IllegalArgumentException if the result is not a scalar or depends on none of the moved parameters
     */
    public static Interpreter forGradients(Graph graph) {
        if (graph.resultShape().length != 0) {
            throw new IllegalArgumentException("a loss is a scalar, got rank " + graph.resultShape().length + " for "
                    + graph.result() + "; take a mean");
        }
        SameDiff sameDiff = graph.sameDiff();
        requireDependence(graph);
        sameDiff.setLossVariables(graph.result());
        silently(sameDiff::createGradFunction);
        SameDiff gradients = sameDiff.getFunction("grad");
        // calculateGradients would switch the array cache off for good; this class never calls it.
        gradients.setEnableCache(true);
        Map<String, String> names = new LinkedHashMap<>();
        for (String parameter : graph.moved()) {
            SDVariable gradient = sameDiff.getVariable(parameter).gradient();
            if (gradient != null) names.put(parameter, gradient.name());
        }
        if (names.isEmpty()) throw new IllegalArgumentException("the loss depends on none of " + graph.moved());
        return new Interpreter(graph, gradients, names);
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

    /** Parameters that the loss depends on; for these {@link #run} hands out gradients. */
    public Collection<String> parameters() {
        return gradientNames.keySet();
    }

    /**
     * What one execution gave.
     *
     * @param result the graph's result
     * @param reported asked-for extra outputs by name
     * @param gradients by parameter name, no two sharing an array; empty for values only
     */
    public record Outcome(INDArray result, Map<String, INDArray> reported, Map<String, INDArray> gradients) {}

    /**
     * Executes once.
     *
     * @throws IllegalArgumentException if an input is missing, unknown, of another shape, or holds an id out of range
     */
    public Outcome run(Map<String, INDArray> inputs) {
        Inputs.check(graph.inputs(), inputs);
        List<String> names = new ArrayList<>(gradientNames.values());
        names.add(graph.result());
        names.addAll(graph.reported().values());
        Map<String, INDArray> out = executed.output(inputs, names.toArray(String[]::new));
        return new Outcome(get(out, graph.result()), pick(out, graph.reported()), gradients(out));
    }

    /** Each parameter's own array: those that meet in a sum have one gradient between them. */
    private Map<String, INDArray> gradients(Map<String, INDArray> out) {
        Set<INDArray> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<String, INDArray> gradients = pick(out, gradientNames);
        gradients.replaceAll((name, gradient) -> taken.add(gradient) ? gradient : gradient.dup());
        return gradients;
    }

    private Map<String, INDArray> pick(Map<String, INDArray> from, Map<String, String> names) {
        Map<String, INDArray> picked = new LinkedHashMap<>();
        names.forEach((name, variable) -> picked.put(name, get(from, variable)));
        return picked;
    }

    private INDArray get(Map<String, INDArray> from, String variable) {
        INDArray array = from.get(variable);
        if (array == null) throw new IllegalStateException("SameDiff gave no value for " + variable);
        // What no op computes (a parameter, an input, a constant) is the live array itself: hand out a copy.
        return executed.getVariable(variable).getVariableType() == VariableType.ARRAY ? array : array.dup();
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

    /** A session that forgets the ids of freed arrays after each run; stock keeps them for ever and the heap grows. */
    private static final class ForgetfulSession extends InferenceSession {
        ForgetfulSession(SameDiff graph) {
            super(graph);
        }

        @Override
        public ExecutionResult output(
                List<String> variables,
                Map<String, INDArray> placeholders,
                Map<String, SDValue> otherPlaceholders,
                MultiDataSet batch,
                Collection<String> requiredActivations,
                List<Listener> listeners,
                At at) {
            freedArrays.clear();
            return super.output(variables, placeholders, otherPlaceholders, batch, requiredActivations, listeners, at);
        }

        @Override
        public ExecutionResult doExec(
                DifferentialFunction op,
                OpContext context,
                FrameIter frame,
                Set<VarId> inputs,
                Set<VarId> allIterations,
                Set<String> constantsAndPlaceholders,
                Map<String, SDValue> otherPlaceholders) {
            if (op instanceof DistributionUniform) {
                Random generator = Nd4j.getRandom();
                context.setRngStates(generator.nextLong(), generator.nextLong());
            }
            return super.doExec(op, context, frame, inputs, allIterations, constantsAndPlaceholders, otherPlaceholders);
        }
    }
}
