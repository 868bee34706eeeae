package lab.samediff.models.train;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Kernels;
import lab.samediff.models.engine.kernels.Unary;
import lab.samediff.models.engine.plan.Gradients;
import lab.samediff.models.engine.plan.Plan;
import lab.samediff.models.graph.Params;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a rule does after the backward pass of a plan, in one pass over the parameters: clipping, decay, the method and
 * the average, tile by tile, in place. The threads of the plan share the parameters; an update costs no array.
 */
final class Update {
    private static final int TILE = 1024;
    private static final int GRADIENT = TILE;
    private static final int MEMORY = 2 * TILE;
    private static final int AVERAGE = 4 * TILE;
    private static final int FLOATS = 5 * TILE + Kernels.SPARE;

    private final Rule rule;
    private final Kernels kernels = Kernels.best();
    /** In the order of the plan's gradients. */
    private final List<Slot> slots = new ArrayList<>();
    /** Those that have no gradient, and so rest, but are averaged. */
    private final List<Slot> resting = new ArrayList<>();
    /** By what groups multiply the rate: few numbers, so that a method makes few steps. */
    private final double[] factors;

    private final Method.OnTiles[] methods;
    private final IntConsumer moving = this::move;
    private float[][] tiles = new float[0][];
    private @Nullable Plan plan;
    private double rate;

    /**
     * A parameter and what goes with it.
     *
     * @param factor index of what its group multiplies the rate by
     * @param decay of its group; 0 if it does not apply
     */
    private record Slot(
            String name,
            int size,
            FloatBuffer numbers,
            List<FloatBuffer> memories,
            @Nullable FloatBuffer average,
            int factor,
            double decay) {}

    /**
     * An update of {@code memories}' parameters, in their order, which is that of the gradients.
     *
     * @param moved all that the average is of
     * @param average the average of {@code moved}
     */
    Update(Rule rule, Params moved, Params average, Map<String, List<INDArray>> memories) {
        this.rule = rule;
        Set<Double> known = new LinkedHashSet<>();
        memories.keySet().forEach(name -> known.add(rule.groupOf(name).factor()));
        this.factors = known.stream().mapToDouble(Double::doubleValue).toArray();
        this.methods = new Method.OnTiles[factors.length];
        List<Double> indexed = List.copyOf(known);
        memories.forEach((name, memory) -> {
            Group group = rule.groupOf(name);
            slots.add(slot(name, moved, average, memory, indexed.indexOf(group.factor())));
        });
        if (rule.average() == 0) return;
        average.arrays().keySet().forEach(name -> {
            if (!memories.containsKey(name)) resting.add(slot(name, moved, average, List.of(), 0));
        });
    }

    private Slot slot(String name, Params moved, Params average, List<INDArray> memory, int factor) {
        INDArray array = moved.array(name);
        Decay decay = rule.groupOf(name).decay();
        return new Slot(
                name,
                Math.toIntExact(array.length()),
                Plan.floats(array),
                memory.stream().map(Plan::floats).toList(),
                rule.average() > 0 ? Plan.floats(average.array(name)) : null,
                factor,
                decay.appliesTo(array.rank()) ? decay.rate() : 0);
    }

    /**
     * Runs {@code forBatch} and moves the parameters once.
     *
     * @param loss what the result is called if it is no number
     * @throws DivergedException if the loss or a gradient is not finite; the parameters stay as they were
     */
    double run(Plan forBatch, Map<String, INDArray> inputs, long seed, long step, String loss) {
        plan = forBatch;
        rate = rule.rateAt(step);
        for (int i = 0; i < factors.length; i++) methods[i] = rule.method().onTiles(rate * factors[i], step);
        if (tiles.length < forBatch.threads()) tiles = new float[forBatch.threads()][FLOATS];
        forBatch.run(inputs, seed, moving);
        double number = forBatch.number();
        if (!Double.isFinite(number)) throw new DivergedException(loss, step, number);
        for (int i = 0; i < slots.size(); i++) {
            double squares = forBatch.slopes().squares(i);
            if (!Double.isFinite(squares)) {
                throw new DivergedException("gradient of " + slots.get(i).name(), step, Math.sqrt(squares));
            }
        }
        return number;
    }

    /** The share of one thread. All come to the same decision, from the same numbers. */
    private void move(int member) {
        Plan ran = plan;
        if (ran == null || !Float.isFinite(ran.number())) return;
        Gradients gradients = ran.slopes();
        double squares = 0;
        for (int i = 0; i < slots.size(); i++) squares += gradients.squares(i);
        if (!Double.isFinite(squares)) return;
        float factor = (float) rule.clip().factor(squares);
        float[] t = tiles[member];
        List<Gradients.Stretch> share = gradients.share(member);
        for (int i = 0; i < share.size(); i++) {
            Gradients.Stretch stretch = share.get(i);
            for (int begin = stretch.begin(); begin < stretch.end(); begin += TILE) {
                int n = Math.min(TILE, stretch.end() - begin);
                gradients.read(stretch.gradient(), begin, n, t, GRADIENT);
                limit(t, factor, n);
                move(slots.get(stretch.gradient()), t, begin, n);
            }
        }
        if (member == 0) rest(t);
    }

    private void limit(float[] t, float factor, int n) {
        float bound = (float) rule.clip().bound();
        if (factor < 1) kernels.unary(Unary.MUL_SCALAR, t, GRADIENT, GRADIENT, n, factor, 0);
        if (bound < Float.POSITIVE_INFINITY) kernels.unary(Unary.CLIP, t, GRADIENT, GRADIENT, n, -bound, bound);
    }

    private void move(Slot slot, float[] t, int begin, int n) {
        slot.numbers().get(begin, t, 0, n);
        List<FloatBuffer> memories = slot.memories();
        for (int i = 0; i < memories.size(); i++) memories.get(i).get(begin, t, MEMORY + i * TILE, n);
        float keep = (float) (1 - rate * factors[slot.factor()] * slot.decay());
        if (keep != 1) kernels.unary(Unary.MUL_SCALAR, t, 0, 0, n, keep, 0);
        methods[slot.factor()].move(kernels, t, 0, GRADIENT, MEMORY, MEMORY + TILE, n);
        slot.numbers().put(begin, t, 0, n);
        for (int i = 0; i < memories.size(); i++) memories.get(i).put(begin, t, MEMORY + i * TILE, n);
        trail(slot, t, begin, n);
    }

    /** Moves the average towards the n parameters at t[0]; they are changed. */
    private void trail(Slot slot, float[] t, int begin, int n) {
        FloatBuffer average = slot.average();
        if (average == null) return;
        float keep = (float) rule.average();
        average.get(begin, t, AVERAGE, n);
        kernels.unary(Unary.MUL_SCALAR, t, AVERAGE, AVERAGE, n, keep, 0);
        kernels.unary(Unary.MUL_SCALAR, t, 0, 0, n, (float) (1 - rule.average()), 0);
        kernels.binary(Binary.ADD, t, AVERAGE, 0, AVERAGE, n);
        average.put(begin, t, AVERAGE, n);
    }

    private void rest(float[] t) {
        for (int i = 0; i < resting.size(); i++) {
            Slot slot = resting.get(i);
            for (int begin = 0; begin < slot.size(); begin += TILE) {
                int n = Math.min(TILE, slot.size() - begin);
                slot.numbers().get(begin, t, 0, n);
                trail(slot, t, begin, n);
            }
        }
    }
}
