package lab.samediff.models.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.engine.plan.Plan;
import lab.samediff.models.engine.plan.Team;
import lab.samediff.models.engine.plan.UnsupportedException;
import lab.samediff.models.graph.Graph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a graph runs on: plans, one for each combination of input shapes that was met lately, or the interpreter. Graphs
 * of float64 are interpreted, and all graphs on CUDA. Threads that use the same engine wait for each other.
 */
public final class Engine {
    /** How many plans an engine keeps; the one that was used longest ago goes first. */
    static final int KEPT = 8;

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final Differentiated source;
    private final EngineKind kind;
    private final Team team;
    private final Interpreter interpreter;
    private final boolean noisy;
    /** The one that was used last is the first. */
    private final List<Known> plans = new ArrayList<>();

    private boolean interprets;
    private long planningNanos;

    private record Known(Map<String, long[]> shapes, Plan plan) {
        boolean takes(Map<String, INDArray> inputs) {
            for (Map.Entry<String, long[]> wanted : shapes.entrySet()) {
                INDArray array = inputs.get(wanted.getKey());
                if (array == null || !Arrays.equals(array.shape(), wanted.getValue())) return false;
            }
            return true;
        }
    }

    /** What is done with a plan. */
    public interface Compiled<T> {
        /** Runs {@code plan}, whose noise is to come from {@code seed}, and takes from it what is wanted. */
        T run(Plan plan, long seed);
    }

    private Engine(Differentiated source, EngineKind kind, Team team) {
        this.source = source;
        this.kind = kind;
        this.team = team;
        this.interpreter = Interpreter.of(source);
        this.noisy = Noise.isDrawnBy(source.executed());
        this.interprets = kind == EngineKind.INTERPRETED || !compilable(source.graph());
        NativeThreads.set(kind);
    }

    /** An engine for values only, of the kind and with the threads of this process. */
    public static Engine forValues(Graph graph) {
        return of(Differentiated.forValues(graph), Engines.kind(), Engines.team());
    }

    /**
     * An engine for the loss (the graph's result, a scalar) and its gradients by {@link Graph#moved}, of the kind and
     * with the threads of this process.
     *
     * @throws IllegalArgumentException if the result is not a scalar or depends on none of the moved parameters
     */
    public static Engine forGradients(Graph graph) {
        return of(Differentiated.forGradients(graph), Engines.kind(), Engines.team());
    }

    /** An engine of a chosen kind. */
    public static Engine of(Differentiated source, EngineKind kind, Team team) {
        return new Engine(source, kind, team);
    }

    private static boolean compilable(Graph graph) {
        if (graph.params().dataType() != DataType.FLOAT) return false;
        boolean processor = Nd4j.getEnvironment().isCPU();
        if (!processor) Cuda.say();
        return processor;
    }

    /** Parameters that the loss depends on; for these there are gradients. */
    public Collection<String> parameters() {
        return source.gradientNames().keySet();
    }

    /**
     * Runs once, on one of both ways.
     *
     * @param interpreted takes what is wanted from the interpreter's outcome
     * @param compiled runs a plan for inputs of these shapes
     * @throws IllegalArgumentException if an input is missing, unknown, of another shape, or holds an id out of range
     * @throws IllegalStateException naming what a plan can't take, if there is to be a plan
     */
    public synchronized <T> T run(
            Map<String, INDArray> inputs, Function<Interpreter.Outcome, T> interpreted, Compiled<T> compiled) {
        Plan plan = plan(inputs);
        return plan == null ? interpreted.apply(interpreter.run(inputs)) : compiled.run(plan, seed());
    }

    private @Nullable Plan plan(Map<String, INDArray> inputs) {
        if (interprets) return null;
        Inputs.check(source.graph().inputs(), inputs);
        for (int i = 0; i < plans.size(); i++) {
            Known known = plans.get(i);
            if (!known.takes(inputs)) continue;
            if (i > 0) Collections.rotate(plans.subList(0, i + 1), 1);
            return known.plan();
        }
        return compile(inputs);
    }

    private @Nullable Plan compile(Map<String, INDArray> inputs) {
        Map<String, long[]> shapes = new HashMap<>();
        inputs.forEach((name, array) -> shapes.put(name, array.shape().clone()));
        try {
            long begin = System.nanoTime();
            Plan plan = Plan.compile(source, shapes, team);
            planningNanos += System.nanoTime() - begin;
            if (plans.size() == KEPT) plans.remove(KEPT - 1);
            plans.add(0, new Known(shapes, plan));
            return plan;
        } catch (UnsupportedException e) {
            String what = "the graph of " + source.graph().result() + ": no plan can take " + e.getMessage();
            if (kind == EngineKind.COMPILED) throw new IllegalStateException(what + "; use the engine auto", e);
            log.warn("{}; it is interpreted, which is several times slower", what);
            interprets = true;
            return null;
        }
    }

    /** How long plans were compiled until now, in seconds. */
    public synchronized double planning() {
        return planningNanos / 1e9;
    }

    /** How many plans there are now. */
    int plans() {
        return plans.size();
    }

    private long seed() {
        return noisy ? Nd4j.getRandom().nextLong() : 0;
    }

    /** Says once why nothing is compiled there. */
    private static final class Cuda {
        static {
            log.info("graphs are interpreted on CUDA; plans are for processors");
        }

        static void say() {}
    }
}
