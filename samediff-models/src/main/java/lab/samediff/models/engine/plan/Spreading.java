package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Unary;

/**
 * Decides which thread computes what. Whatever belongs to one sample stays with the thread that has the sample; a sum
 * over samples is left in parts; and where samples meet (the statistics of a batch norm, a contrastive loss) what is
 * needed is put together first, so that the result is that of the whole batch whatever the loss is.
 */
final class Spreading {
    private final Batch batch;
    private final Map<Root, Spread> spreads = new HashMap<>();
    private final Map<Root, Root> together = new LinkedHashMap<>();
    private final List<Placed> placed = new ArrayList<>();

    private Spreading(Batch batch) {
        this.batch = batch;
    }

    /** The nodes of {@code program} in order, each with its place, and the copies that they need. */
    static Spreading of(Program program, Batch batch, List<String> batched) {
        Spreading spreading = new Spreading(batch);
        for (Node node : program.nodes) {
            for (Value input : node.inputs) {
                if (input.root.input && batched.contains(input.root.name)) {
                    spreading.spreads.put(input.root, Spread.SAMPLES);
                }
            }
            spreading.place(node);
        }
        return spreading;
    }

    List<Placed> placed() {
        return placed;
    }

    Spread spread(Root root) {
        return spreads.getOrDefault(root, Spread.SHARED);
    }

    /** {@code value} where all threads can read it. */
    Value shared(Value value) {
        if (spread(value.root) == Spread.SHARED) return value;
        Root whole = together.computeIfAbsent(value.root, root -> {
            Root copy = Root.computed("all of " + root.name, root.size);
            Value from = Value.of(root, root.size);
            Node node = new Node(new Op.Together(), List.of(from), Value.of(copy, root.size));
            placed.add(new Placed(node, Mode.ONE, node.inputs));
            return copy;
        });
        return new Value(whole, value.offset, value.shape(), value.strides());
    }

    private void place(Node node) {
        List<Value> inputs = new ArrayList<>(node.inputs);
        if (node.op instanceof Op.MatMulAdd) {
            placeSum(node, inputs);
            return;
        }
        if (keepsParts(node)) {
            put(node, Mode.PARTS, inputs, Spread.PARTS);
            return;
        }
        inputs.replaceAll(x -> spread(x.root) == Spread.PARTS ? shared(x) : x);
        if (inputs.stream().allMatch(x -> spread(x.root) == Spread.SHARED)) {
            put(node, Mode.ONE, inputs, Spread.SHARED);
            return;
        }
        List<Spread> spread = bySamples(node, inputs);
        if (spread.isEmpty()) {
            inputs.replaceAll(this::shared);
            put(node, Mode.ONE, inputs, Spread.SHARED);
        } else {
            put(node, Mode.SAMPLES, inputs, spread.toArray(Spread[]::new));
        }
    }

    /** A product is added to the other term if both are spread alike; otherwise both are made shared. */
    private void placeSum(Node node, List<Value> inputs) {
        List<Value> factors = new ArrayList<>(inputs.subList(0, 2));
        factors.replaceAll(x -> spread(x.root) == Spread.PARTS ? shared(x) : x);
        boolean any = factors.stream().anyMatch(this::spreads);
        List<Spread> spread = any ? matrices(factors) : List.of(Spread.SHARED);
        Value other = inputs.get(2);
        boolean alike = !spread.isEmpty() && spread.get(0) == spread(other.root);
        if (alike && (spread.get(0) != Spread.SAMPLES || batch.axis(other) == 0)) {
            factors.add(other);
            put(node, any ? Mode.SAMPLES : Mode.ONE, factors, spread.get(0));
        } else {
            inputs.replaceAll(this::shared);
            put(node, Mode.ONE, inputs, Spread.SHARED);
        }
    }

    private void put(Node node, Mode mode, List<Value> inputs, Spread... spread) {
        for (int i = 0; i < node.outputs.size(); i++) {
            spreads.put(node.outputs.get(i).root, spread[Math.min(i, spread.length - 1)]);
        }
        placed.add(new Placed(node, mode, inputs));
    }

    /** Whether the node may work on each part of a sum alone, because it is linear. */
    private boolean keepsParts(Node node) {
        boolean parts = node.inputs.stream().allMatch(x -> spread(x.root) == Spread.PARTS);
        if (!parts) return false;
        if (node.op instanceof Op.OfOne one) {
            return one.op() == Unary.COPY || one.op() == Unary.NEGATE || one.op() == Unary.MUL_SCALAR;
        }
        if (node.op instanceof Op.OfTwo two) return two.op() == Binary.ADD || two.op() == Binary.SUB;
        return node.op instanceof Op.Sum;
    }

    /**
     * Makes {@code inputs} such that each thread can compute its samples, and says how the results are spread; empty
     * where that is not possible.
     */
    private List<Spread> bySamples(Node node, List<Value> inputs) {
        if (node.op instanceof Op.MatMul) return matrices(inputs);
        if (node.op instanceof Op.Native call) return natively(call, inputs);
        if (node.op instanceof Op.Gather) {
            inputs.set(0, shared(inputs.get(0)));
            return spreads(inputs.get(1)) && batch.axis(inputs.get(1)) == 0 ? List.of(Spread.SAMPLES) : List.of();
        }
        if (node.op instanceof Op.ScatterAdd) {
            boolean rows = inputs.stream().allMatch(x -> spreads(x) && batch.axis(x) == 0);
            return rows ? List.of(Spread.PARTS) : List.of();
        }
        return entries(node, inputs);
    }

    private boolean spreads(Value x) {
        return spread(x.root) == Spread.SAMPLES;
    }

    private List<Spread> entries(Node node, List<Value> inputs) {
        int[] space = space(node, inputs);
        int axis = 0;
        while (axis < space.length - 1 && space[axis] == 1) axis++;
        boolean along = node.op instanceof Op.Max || node.op instanceof Op.MaxGradient || node.op instanceof Op.CumSum;
        if (space.length == 0 || space[axis] % batch.samples() != 0) return List.of();
        if (along && axis == space.length - 1) return List.of();
        if (node.op instanceof Op.Concat concat && concat.axis() == axis) return List.of();
        boolean any = false;
        for (int i = 0; i < inputs.size(); i++) {
            Value x = inputs.get(i);
            if (!spreads(x)) continue;
            boolean fits = batch.axis(fitted(node, x, space)) == axis;
            any |= fits;
            if (!fits) inputs.set(i, shared(x));
        }
        if (!any) return List.of();
        boolean met = node.op instanceof Op.Sum && node.output().size(axis) != space[axis];
        return List.of(met ? Spread.PARTS : Spread.SAMPLES);
    }

    /** What a node walks over: its operand if it reduces, else its result. */
    private static int[] space(Node node, List<Value> inputs) {
        boolean reduces = node.op instanceof Op.Sum || node.op instanceof Op.Max;
        return reduces ? inputs.get(0).shape() : node.output().shape();
    }

    private static Value fitted(Node node, Value x, int... space) {
        boolean maps = node.op instanceof Op.OfOne || node.op instanceof Op.OfTwo || node.op instanceof Op.OfThree;
        return maps ? x.broadcast(space) : x;
    }

    private List<Spread> matrices(List<Value> inputs) {
        Value a = inputs.get(0);
        Value b = inputs.get(1);
        if (a.rank() > 2) {
            int axis = spreads(a) ? batch.axis(a) : batch.axis(b);
            if (axis < 0 || axis >= a.rank() - 2) return List.of();
            for (int i = 0; i < 2; i++) {
                Value x = inputs.get(i);
                if (spreads(x) && batch.axis(x) != axis) inputs.set(i, shared(x));
            }
            return List.of(Spread.SAMPLES);
        }
        if (spreads(a) && batch.axis(a) == 0) {
            inputs.set(1, shared(b));
            return List.of(Spread.SAMPLES);
        }
        boolean left = spreads(a) && batch.axis(a.permute(1, 0)) == 0;
        boolean right = spreads(b) && batch.axis(b) == 0;
        boolean splits = a.size(1) % batch.samples() == 0;
        return splits && (left || !spreads(a)) && (right || !spreads(b)) ? List.of(Spread.PARTS) : List.of();
    }

    /** Each operand has its part for each sample, but for the second, which is the weights. */
    private List<Spread> natively(Op.Native call, List<Value> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            Value x = inputs.get(i);
            if (i == 1) inputs.set(i, shared(x));
            else if (!spreads(x) || batch.axis(x) != 0) return List.of();
        }
        return call.summed().stream()
                .map(sum -> sum ? Spread.PARTS : Spread.SAMPLES)
                .toList();
    }
}
