package lab.samediff.models.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.samediff.models.graph.Graph;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.FrameIter;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.random.custom.DistributionUniform;
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

    private Interpreter(Differentiated source) {
        this.graph = source.graph();
        this.executed = source.executed();
        this.gradientNames = source.gradientNames();
        // In place of the session that was made while the graph was still being written.
        executed.getSessions().put(Thread.currentThread().getId(), new ForgetfulSession(executed));
    }

    /** An interpreter for values only. */
    public static Interpreter forValues(Graph graph) {
        return of(Differentiated.forValues(graph));
    }

    /**
     * An interpreter for the loss (the graph's result, a scalar) and its gradients by {@link Graph#moved}.
     *
     * @throws IllegalArgumentException if the result is not a scalar or depends on none of the moved parameters
     */
    public static Interpreter forGradients(Graph graph) {
        return of(Differentiated.forGradients(graph));
    }

    /** An interpreter of a graph that was differentiated already, or need not be. */
    public static Interpreter of(Differentiated source) {
        return new Interpreter(source);
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
     * @param gradients by parameter name; empty for values only
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
        Set<Long> handedOut = new HashSet<>();
        INDArray result = own(graph.result(), out, handedOut);
        Map<String, INDArray> reported = pick(graph.reported(), out, handedOut);
        return new Outcome(result, reported, pick(gradientNames, out, handedOut));
    }

    private Map<String, INDArray> pick(Map<String, String> names, Map<String, INDArray> from, Set<Long> handedOut) {
        Map<String, INDArray> picked = new LinkedHashMap<>();
        names.forEach((name, variable) -> picked.put(name, own(variable, from, handedOut)));
        return picked;
    }

    /**
     * An array that the caller may change: a copy where no op computed it (it is the live parameter, input or constant)
     * and where it was handed out already (the gradients of both terms of a sum are one array).
     */
    private INDArray own(String variable, Map<String, INDArray> from, Set<Long> handedOut) {
        INDArray array = from.get(variable);
        if (array == null) throw new IllegalStateException("SameDiff gave no value for " + variable);
        boolean computed = executed.getVariable(variable).getVariableType() == VariableType.ARRAY;
        return handedOut.add(array.data().address()) && computed ? array : array.dup();
    }

    /**
     * A session that forgets the ids of freed arrays after each run (stock keeps them for ever and the heap grows) and
     * gives each run a seed from ND4J's generator (stock never does: each run would draw the same numbers), from which
     * noise is made as a plan makes it. Its cache is {@link RowMajorCache}.
     */
    private static final class ForgetfulSession extends InferenceSession {
        private final boolean noisy;
        private long seed;

        ForgetfulSession(SameDiff graph) {
            super(graph);
            noisy = Noise.isDrawnBy(graph);
            setMmgr(new RowMajorCache());
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
            if (noisy) seed = Nd4j.getRandom().nextLong();
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
                long stream = Noise.stream(op.outputVariables()[0].name());
                if (Nd4j.getEnvironment().isCPU()) {
                    Noise.fill(context.getOutputArray(0), seed ^ stream);
                    return ExecutionResult.createFrom(op, context);
                }
                context.setRngStates(seed, stream);
            }
            return super.doExec(op, context, frame, inputs, allIterations, constantsAndPlaceholders, otherPlaceholders);
        }
    }
}
