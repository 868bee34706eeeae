package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Ternary;
import lab.samediff.models.engine.kernels.Unary;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes a program: makes nodes, once for each op on the same operands, and simplifies on the way. Stretched axes never
 * reach a node's space where all operands are stretched along them.
 */
final class Builder {
    private final Map<List<Object>, Value> known = new HashMap<>();
    private final Map<Float, Value> uniforms = new HashMap<>();
    private final Map<Root, Float> numbers = new HashMap<>();
    private int count;

    /** {@code number} everywhere. */
    Value uniform(float number, int... shape) {
        Value one = uniforms.computeIfAbsent(number, n -> {
            INDArray array = Nd4j.createFromArray(new float[] {n});
            Value made = Value.of(Root.held("number " + n, array));
            numbers.put(made.root, n);
            return made;
        });
        return one.broadcast(shape);
    }

    /** The number that {@code value} holds everywhere, if that is known now. */
    @Nullable
    Float number(Value value) {
        return numbers.get(value.root);
    }

    Value unary(Unary op, Value x) {
        return unary(op, x, 0, 0);
    }

    Value unary(Unary op, Value x, float p, float q) {
        Float number = number(x);
        if (number != null) return uniform(op.of(number, p, q), x.shape());
        if (op == Unary.MUL_SCALAR ? p == 1 : op == Unary.ADD_SCALAR && p == 0) return x;
        Value narrow = x.unstretched();
        return node(new Op.OfOne(op, p, q), narrow.shape(), narrow).broadcast(x.shape());
    }

    Value scaled(Value x, double factor) {
        return unary(Unary.MUL_SCALAR, x, (float) factor, 0);
    }

    Value binary(Binary op, Value a, Value b) {
        int[] shape = Sizes.broadcast(a.shape(), b.shape());
        Float left = number(a);
        Float right = number(b);
        if (left != null && right != null) return uniform(op.of(left, right), shape);
        Value simple = right != null
                ? withNumber(op, a, right)
                : left != null && commutes(op) ? withNumber(op, b, left) : null;
        if (simple != null) return simple.broadcast(shape);
        if (op == Binary.ADD) {
            Value joined = Pads.add(this, a, b);
            if (joined != null) return joined;
        }
        Value x = a.broadcast(shape).unstretched();
        Value y = b.broadcast(shape).unstretched();
        return node(new Op.OfTwo(op), Sizes.broadcast(x.shape(), y.shape()), x, y)
                .broadcast(shape);
    }

    private static boolean commutes(Binary op) {
        return op == Binary.ADD || op == Binary.MUL;
    }

    private @Nullable Value withNumber(Binary op, Value x, float number) {
        return switch (op) {
            case ADD -> unary(Unary.ADD_SCALAR, x, number, 0);
            case SUB -> unary(Unary.ADD_SCALAR, x, -number, 0);
            case MUL -> unary(Unary.MUL_SCALAR, x, number, 0);
            default -> null;
        };
    }

    Value select(Value condition, Value a, Value b) {
        int[] shape = Sizes.broadcast(Sizes.broadcast(condition.shape(), a.shape()), b.shape());
        Value c = condition.broadcast(shape).unstretched();
        Value x = a.broadcast(shape).unstretched();
        Value y = b.broadcast(shape).unstretched();
        int[] space = Sizes.broadcast(Sizes.broadcast(c.shape(), x.shape()), y.shape());
        return node(new Op.OfThree(Ternary.SELECT), space, c, x, y).broadcast(shape);
    }

    /** Sum over {@code axes}, which stay with size 1. */
    Value sum(Value x, int... axes) {
        int[] wanted = x.shape();
        float repeats = 1;
        Value narrow = x;
        for (int axis : axes) {
            if (x.stride(axis) == 0) {
                repeats *= x.size(axis);
                narrow = narrow.slice(axis, 0, 1);
            }
            wanted[axis] = 1;
        }
        Float number = number(x);
        if (number != null) return uniform(number * repeats, wanted);
        Value base = narrow.unstretched();
        int[] narrowWanted = base.shape();
        for (int axis : axes) narrowWanted[axis] = 1;
        Value sum = Arrays.equals(base.shape(), narrowWanted) ? base : node(new Op.Sum(), narrowWanted, base);
        return scaled(sum, repeats).broadcast(wanted);
    }

    /** Maximum over {@code axis}, which stays with size 1. */
    Value max(Value x, int axis) {
        if (x.size(axis) == 1) return x;
        int last = x.rank() - 1;
        Value turned = axis == last ? x : x.permute(swap(x.rank(), axis));
        int[] wanted = turned.shape();
        wanted[last] = 1;
        Value max = node(new Op.Max(), wanted, turned);
        return axis == last ? max : max.permute(swap(x.rank(), axis));
    }

    /** All axes in order, with {@code axis} and the last one exchanged: its own inverse. */
    static int[] swap(int rank, int axis) {
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) axes[i] = i;
        axes[axis] = rank - 1;
        axes[rank - 1] = axis;
        return axes;
    }

    /** a·b over the last two axes; leading sizes are equal. */
    Value matmul(Value a, Value b) {
        Value looked = OneHot.product(this, a, b);
        if (looked != null) return looked;
        int[] shape = a.shape();
        shape[shape.length - 1] = b.size(-1);
        Value left = matrix(a);
        Value right = matrix(b);
        return node(new Op.MatMul(), shape, left, right);
    }

    /** A view that BLAS can read: one of the last two axes has stride 1. */
    private Value matrix(Value x) {
        int rows = x.size(-2);
        int columns = x.size(-1);
        boolean plain = (x.stride(-1) == 1 || columns == 1) && (rows == 1 || x.stride(-2) >= columns);
        boolean turned = (x.stride(-2) == 1 || rows == 1) && (columns == 1 || x.stride(-1) >= rows);
        return plain || turned ? x : copy(x);
    }

    /** The same values, contiguous. */
    Value contiguous(Value x) {
        return x.contiguous() ? x : copy(x);
    }

    /** The same values in memory that nothing else has. */
    Value ownCopy(Value x) {
        Value made = fresh(new Op.OfOne(Unary.COPY, 0, 0), x.shape());
        new Node(new Op.OfOne(Unary.COPY, 0, 0), List.of(x), made);
        return made;
    }

    Value copy(Value x) {
        return node(new Op.OfOne(Unary.COPY, 0, 0), x.shape(), x);
    }

    Value reshape(Value x, int... shape) {
        Value view = x.reshape(shape);
        if (view != null) return view;
        Value copied = copy(x).reshape(shape);
        if (copied == null) throw new IllegalStateException(x + " cannot become " + Arrays.toString(shape));
        return copied;
    }

    Value node(Op op, int[] shape, Value... inputs) {
        List<Object> key = key(op, shape, inputs);
        Value made = known.get(key);
        if (made == null) {
            made = fresh(op, shape);
            new Node(op, List.of(inputs), made);
            known.put(key, made);
        }
        return made;
    }

    /** A node with several results. */
    Value[] nodes(Op op, List<int[]> shapes, Value... inputs) {
        Value[] made = shapes.stream().map(shape -> fresh(op, shape)).toArray(Value[]::new);
        new Node(op, List.of(inputs), made);
        return made;
    }

    private Value fresh(Op op, int... shape) {
        return Value.of(Root.computed(op.getClass().getSimpleName() + "#" + count++, Sizes.count(shape)), shape);
    }

    private static List<Object> key(Op op, int[] shape, Value... inputs) {
        List<Object> key = new ArrayList<>();
        key.add(op);
        key.add(Arrays.toString(shape));
        for (Value x : inputs) {
            key.add(x.root);
            key.add(x.offset);
            key.add(Arrays.toString(x.shape()));
            key.add(Arrays.toString(x.strides()));
        }
        return key;
    }
}
