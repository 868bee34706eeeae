package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates values entry by entry from what their nodes say, and lists the nodes behind them. */
final class Naive {
    private final Map<Root, float[]> known = new HashMap<>();

    /** {@code numbers} under a new input of that shape. */
    Value input(String name, float[] numbers, int... shape) {
        Value value = Value.of(Root.input(name, numbers.length), shape);
        known.put(value.root, numbers);
        return value;
    }

    /** The entries of {@code value} in row-major order. */
    float[] entries(Value value) {
        float[] root = root(value.root);
        float[] entries = new float[value.size()];
        for (int i = 0; i < entries.length; i++) entries[i] = root[at(value, index(i, value.shape()))];
        return entries;
    }

    private float[] root(Root root) {
        float[] numbers = known.get(root);
        if (numbers != null) return numbers;
        INDArray held = root.held;
        Node node = root.producer;
        float[] made;
        if (held != null) made = held.dup('c').data().asFloat();
        else if (node != null) made = compute(node);
        else throw new IllegalStateException(root.name);
        known.put(root, made);
        return made;
    }

    private float[] compute(Node node) {
        List<float[]> x = new ArrayList<>();
        int[] shape = node.output().shape();
        boolean reduces = node.op instanceof Op.Sum || node.op instanceof Op.Concat;
        for (Value input : node.inputs) x.add(entries(reduces ? input : input.broadcast(shape)));
        float[] z = new float[node.output().size()];
        if (node.op instanceof Op.OfOne op) {
            for (int i = 0; i < z.length; i++) z[i] = op.op().of(x.get(0)[i], op.p(), op.q());
        } else if (node.op instanceof Op.OfTwo op) {
            for (int i = 0; i < z.length; i++) z[i] = op.op().of(x.get(0)[i], x.get(1)[i]);
        } else if (node.op instanceof Op.OfThree) {
            for (int i = 0; i < z.length; i++) z[i] = x.get(0)[i] > 0 ? x.get(1)[i] : x.get(2)[i];
        } else if (node.op instanceof Op.Sum) {
            sum(node.input(0), x.get(0), node.output(), z);
        } else if (node.op instanceof Op.Concat op) {
            concat(node, x, op.axis(), z);
        } else {
            throw new IllegalStateException(node.toString());
        }
        return z;
    }

    private static void sum(Value from, float[] x, Value to, float[] z) {
        for (int i = 0; i < x.length; i++) {
            int[] index = index(i, from.shape());
            for (int axis = 0; axis < index.length; axis++) if (to.size(axis) == 1) index[axis] = 0;
            z[at(to, index)] += x[i];
        }
    }

    private static void concat(Node node, List<float[]> x, int axis, float[] z) {
        int begin = 0;
        for (int piece = 0; piece < x.size(); piece++) {
            for (int i = 0; i < x.get(piece).length; i++) {
                int[] index = index(i, node.input(piece).shape());
                index[axis] += begin;
                z[at(node.output(), index)] = x.get(piece)[i];
            }
            begin += node.input(piece).size(axis);
        }
    }

    static int at(Value value, int... index) {
        int at = value.offset;
        for (int axis = 0; axis < index.length; axis++) at += index[axis] * value.stride(axis);
        return at;
    }

    static int[] index(int i, int... shape) {
        int[] index = new int[shape.length];
        int rest = i;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return index;
    }

    /** All nodes that {@code value} depends on. */
    static Set<Node> nodes(Value value) {
        Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(value, nodes);
        return nodes;
    }

    private static void collect(Value value, Set<Node> nodes) {
        Node producer = value.root.producer;
        if (producer == null || !nodes.add(producer)) return;
        for (Value input : producer.inputs) collect(input, nodes);
    }
}
