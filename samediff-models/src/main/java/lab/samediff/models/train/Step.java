package lab.samediff.models.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import lab.samediff.models.engine.Engine;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.engine.plan.Plan;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One graph, one scalar loss, one rule, and the parameters that the rule moves. */
public final class Step {
    private final String name;
    private final Rule rule;
    private final Engine engine;
    private final Params moved;
    private final Params average;
    private final Map<String, List<INDArray>> memories = new LinkedHashMap<>();
    private @Nullable Update update;
    private Predicate<DivergedException> skips = e -> false;
    private Map<String, INDArray> reported = Map.of();
    /** Where what was reported still is, if no arrays were made of it so far. */
    private @Nullable Plan last;

    private long taken;

    private Step(Params params, String moves, Rule rule, Engine engine) {
        this.name = moves.isEmpty() ? "loss" : moves;
        this.rule = rule;
        this.engine = engine;
        this.moved = params.under(moves);
        this.average = moved.copy();
        for (String parameter : engine.parameters()) {
            List<INDArray> memory = new ArrayList<>();
            for (int i = 0; i < rule.method().memories(); i++) memory.add(Nd4j.zerosLike(moved.array(parameter)));
            memories.put(parameter, memory);
        }
    }

    /** A step that moves all parameters. */
    public static Step of(Params params, Rule rule, Function<Scope, SDVariable> loss) {
        return of(params, "", rule, loss);
    }

    /** A step that moves the parameters at or below {@code moves}; all others are constants of its graph. */
    public static Step of(Params params, String moves, Rule rule, Function<Scope, SDVariable> loss) {
        return of(params, moves, rule, loss, Engine::forGradients);
    }

    /** The same on an engine of the caller's choice. */
    static Step of(
            Params params,
            String moves,
            Rule rule,
            Function<Scope, SDVariable> loss,
            Function<Graph, Engine> executed) {
        Graph graph = Graph.write(params, moves, Mode.TRAIN, loss);
        return new Step(params, moves, rule, executed.apply(graph));
    }

    /**
     * Lets steps be skipped. Where the loss or a gradient is not finite and {@code skips} agrees, {@link #run} moves
     * nothing, does not count the step and returns NaN.
     *
     * @return this
     */
    public Step skipping(Predicate<DivergedException> skips) {
        this.skips = skips;
        return this;
    }

    /**
     * Moves the parameters once and returns the loss at the place where they were.
     *
     * @throws DivergedException if the loss or a gradient is not finite; the parameters stay as they were
     */
    public double run(Map<String, INDArray> inputs) {
        try {
            double loss = engine.run(inputs, this::interpreted, (plan, seed) -> compiled(plan, inputs, seed));
            taken++;
            return loss;
        } catch (DivergedException e) {
            if (!skips.test(e)) throw e;
            return Double.NaN;
        }
    }

    private double compiled(Plan plan, Map<String, INDArray> inputs, long seed) {
        if (update == null) update = new Update(rule, moved, average, memories);
        last = plan;
        return update.run(plan, inputs, seed, taken, name);
    }

    private double interpreted(Interpreter.Outcome outcome) {
        reported = outcome.reported();
        double loss = outcome.result().getDouble(0);
        requireFinite(name, loss);
        outcome.gradients()
                .forEach((parameter, gradient) -> requireFinite(
                        "gradient of " + parameter, gradient.norm2Number().doubleValue()));
        rule.clip().apply(outcome.gradients().values());
        outcome.gradients().forEach(this::move);
        if (rule.average() > 0) trail();
        return loss;
    }

    /** What {@link Scope#report} asked for, as the last {@link #run} computed it. */
    public Map<String, INDArray> reported() {
        if (last != null) {
            reported = last.reported();
            last = null;
        }
        return reported;
    }

    /** How many steps were taken. */
    public long taken() {
        return taken;
    }

    /** How long plans for it were compiled until now, in seconds. */
    public double planning() {
        return engine.planning();
    }

    /** The learning rate of the next step. */
    public double rate() {
        return rule.rateAt(taken);
    }

    /** The exponential moving average of the parameters; the parameters at the start if the rule keeps none. */
    public Params average() {
        return average;
    }

    /**
     * The arrays that the next step depends on, by name: the parameters that it moves, what the method remembers and the
     * average. They are the very ones that the step works on.
     */
    public Map<String, INDArray> state() {
        Map<String, INDArray> state = new LinkedHashMap<>();
        moved.arrays().forEach((parameter, array) -> state.put("parameter " + parameter, array));
        memories.forEach((parameter, memory) -> {
            for (int i = 0; i < memory.size(); i++) state.put("memory " + i + " " + parameter, memory.get(i));
        });
        if (rule.average() > 0) {
            average.arrays().forEach((parameter, array) -> state.put("average " + parameter, array));
        }
        return state;
    }

    /**
     * Counts on from {@code steps}; with the arrays of {@link #state} as they were then, the next step is the one that
     * followed.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public void resume(long steps) {
        if (steps < 0) throw new IllegalArgumentException("a step can't have been taken " + steps + " times");
        taken = steps;
    }

    private void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) throw new DivergedException(what, taken, value);
    }

    private void move(String parameter, INDArray gradient) {
        INDArray array = moved.array(parameter);
        Group group = rule.groupOf(parameter);
        double rate = rule.rateAt(taken) * group.factor();
        if (group.decay().appliesTo(array.rank()))
            array.muli(1 - rate * group.decay().rate());
        List<INDArray> memory = memories.getOrDefault(parameter, List.of());
        rule.method().apply(gradient, memory, rate, taken);
        array.subi(gradient);
    }

    private void trail() {
        double keep = rule.average();
        average.arrays().forEach((parameter, mean) -> mean.muli(keep)
                .addi(moved.array(parameter).mul(1 - keep)));
    }
}
