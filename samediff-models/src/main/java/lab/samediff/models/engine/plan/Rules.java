package lab.samediff.models.engine.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Unary;
import lab.samediff.models.engine.plan.Rule.Call;
import org.nd4j.linalg.api.buffer.DataType;

/** The rule for each op of SameDiff that a plan can take, by its name. */
final class Rules {
    static final Map<String, Rule> BY_NAME = all();

    private Rules() {}

    private static Map<String, Rule> all() {
        Map<String, Rule> rules = new HashMap<>();
        entries(rules);
        arithmetic(rules);
        arrangement(rules);
        reductions(rules);
        Derivatives.add(rules);
        Images.add(rules);
        return Map.copyOf(rules);
    }

    private static void entries(Map<String, Rule> rules) {
        Map<String, Unary> plain = Map.ofEntries(
                Map.entry("neg", Unary.NEGATE),
                Map.entry("abs", Unary.ABS),
                Map.entry("square", Unary.SQUARE),
                Map.entry("sqrt", Unary.SQRT),
                Map.entry("Reciprocal", Unary.RECIPROCAL),
                Map.entry("exp", Unary.EXP),
                Map.entry("log", Unary.LOG),
                Map.entry("log1p", Unary.LOG1P),
                Map.entry("sin", Unary.SIN),
                Map.entry("cos", Unary.COS),
                Map.entry("erf", Unary.ERF),
                Map.entry("tanh", Unary.TANH),
                Map.entry("sigmoid", Unary.SIGMOID),
                Map.entry("relu", Unary.RELU),
                Map.entry("sign", Unary.SIGN),
                Map.entry("elu", Unary.ELU),
                Map.entry("selu", Unary.SELU));
        plain.forEach((name, op) -> rules.put(name, Rule.of((b, x) -> b.unary(op, x))));
        rules.put("leakyrelu", (b, c) -> one(b.unary(Unary.LEAKY_RELU, c.x(), (float) c.scalar(), 0)));
        rules.put("add_scalar", (b, c) -> one(b.unary(Unary.ADD_SCALAR, c.x(), (float) c.scalar(), 0)));
        rules.put("sub_scalar", (b, c) -> one(b.unary(Unary.ADD_SCALAR, c.x(), (float) -c.scalar(), 0)));
        rules.put("mul_scalar", (b, c) -> one(b.unary(Unary.MUL_SCALAR, c.x(), (float) c.scalar(), 0)));
        rules.put("div_scalar", (b, c) -> one(b.scaled(c.x(), 1 / c.scalar())));
        rules.put("rdiv_scalar", (b, c) -> one(b.scaled(b.unary(Unary.RECIPROCAL, c.x()), c.scalar())));
        rules.put("pow", (b, c) -> one(power(b, c.x(), c.scalar())));
        rules.put("greaterthan_scalar", (b, c) -> one(above(b, c.x(), c.scalar())));
        rules.put("lessthan_scalar", (b, c) -> one(above(b, b.unary(Unary.NEGATE, c.x()), -c.scalar())));
        rules.put("ClipByValue", (b, c) -> one(b.unary(Unary.CLIP, c.x(), (float) c.real(0), (float) c.real(1))));
    }

    /** 1 where x &gt; limit. */
    private static Value above(Builder b, Value x, double limit) {
        return b.unary(Unary.STEP, b.unary(Unary.ADD_SCALAR, x, (float) -limit, 0));
    }

    private static Value power(Builder b, Value x, double exponent) {
        if (exponent == 2) return b.unary(Unary.SQUARE, x);
        if (exponent == 0.5) return b.unary(Unary.SQRT, x);
        if (exponent == -0.5) return b.unary(Unary.RECIPROCAL, b.unary(Unary.SQRT, x));
        if (exponent == -1) return b.unary(Unary.RECIPROCAL, x);
        throw new UnsupportedException("pow with exponent " + exponent);
    }

    private static void arithmetic(Map<String, Rule> rules) {
        Map.of(
                        "add", Binary.ADD,
                        "subtract", Binary.SUB,
                        "multiply", Binary.MUL,
                        "divide", Binary.DIV,
                        "maximum", Binary.MAX,
                        "minimum", Binary.MIN,
                        "equals", Binary.EQUAL)
                .forEach((name, op) -> rules.put(name, (b, c) -> one(b.binary(op, c.x(), c.y()))));
        rules.put("Where", (b, c) -> {
            if (c.count() != 3) throw new UnsupportedException("where without values");
            return one(b.select(c.x(), c.y(), c.input(2)));
        });
        rules.put("matmul", Rules::matmul);
        rules.put("onehot", Rules::oneHot);
        rules.put("gather", Rules::gather);
        rules.put("scatter_add", Rules::scatterAdd);
        rules.put("cumsum", Rules::cumsum);
        rules.put(
                "randomuniform",
                (b, c) -> one(b.node(new Op.Noise(lab.samediff.models.engine.Noise.stream(c.name)), c.x().shape())));
    }

    private static Value[] matmul(Builder b, Call c) {
        int[] flags = c.integers();
        Value left = flags[0] != 0 ? turned(c.x()) : c.x();
        Value right = flags[1] != 0 ? turned(c.y()) : c.y();
        if (left.rank() != right.rank() || left.rank() < 2) throw new UnsupportedException("matmul of unequal ranks");
        return one(b.matmul(left, right));
    }

    private static Value turned(Value x) {
        return x.permute(Builder.swap(x.rank(), x.rank() - 2));
    }

    private static Value[] oneHot(Builder b, Call c) {
        int[] integers = c.integers();
        if (c.real(0) != 1 || c.real(1) != 0 || Call.axis(integers[0], c.x().rank() + 1) != c.x().rank()) {
            throw new UnsupportedException("onehot other than 1 and 0 along a last axis");
        }
        return one(OneHot.of(b, c.x(), integers[1]));
    }

    private static Value[] gather(Builder b, Call c) {
        Value table = b.contiguous(c.x());
        Value ids = c.y();
        int width = table.size() / table.size(0);
        Value rows = b.node(
                new Op.Gather(),
                new int[] {ids.size(), width},
                b.reshape(table, table.size(0), width),
                b.reshape(b.contiguous(ids), ids.size()));
        int[] shape = Arrays.copyOf(ids.shape(), ids.rank() + table.rank() - 1);
        System.arraycopy(table.shape(), 1, shape, ids.rank(), table.rank() - 1);
        return one(b.reshape(rows, shape));
    }

    private static Value[] scatterAdd(Builder b, Call c) {
        Value onto = c.x();
        Value ids = c.y();
        int width = onto.size() / onto.size(0);
        Value rows = b.contiguous(b.reshape(c.input(2), ids.size(), width));
        Value added = b.node(
                new Op.ScatterAdd(), new int[] {onto.size(0), width}, b.reshape(b.contiguous(ids), ids.size()), rows);
        return one(b.binary(Binary.ADD, onto, b.reshape(added, onto.shape())));
    }

    private static Value[] cumsum(Builder b, Call c) {
        int[] integers = c.integers();
        if (integers.length != 3) throw new UnsupportedException("cumsum over several axes");
        Value x = c.x();
        int axis = Call.axis(integers[2], x.rank());
        int[] turn = Builder.swap(x.rank(), axis);
        Value turned = b.contiguous(x.permute(turn));
        Value sums = b.node(new Op.CumSum(integers[0] != 0, integers[1] != 0), turned.shape(), turned);
        return one(sums.permute(turn));
    }

    private static void arrangement(Map<String, Rule> rules) {
        for (String same : List.of("identity", "stop_gradient")) rules.put(same, Rule.of((b, x) -> x));
        rules.put("cast", Rules::cast);
        rules.put("zeroslike", Rule.of((b, x) -> b.uniform(0, x.shape())));
        rules.put("ones_as", Rule.of((b, x) -> b.uniform(1, x.shape())));
        rules.put("permute", (b, c) -> one(c.x().permute(c.integers())));
        rules.put("expand_dims", (b, c) -> {
            int[] from = c.x().shape();
            int at = Call.axis(c.integers()[0], from.length + 1);
            int[] shape = new int[from.length + 1];
            System.arraycopy(from, 0, shape, 0, at);
            shape[at] = 1;
            System.arraycopy(from, at, shape, at + 1, from.length - at);
            return one(b.reshape(c.x(), shape));
        });
        rules.put("squeeze", (b, c) -> {
            int at = Call.axis(c.integers()[0], c.x().rank());
            int[] from = c.x().shape();
            return one(b.reshape(
                    c.x(),
                    IntStream.range(0, from.length)
                            .filter(i -> i != at)
                            .map(i -> from[i])
                            .toArray()));
        });
        rules.put("concat", (b, c) -> {
            Value[] parts = IntStream.range(0, c.count()).mapToObj(c::input).toArray(Value[]::new);
            return one(Pads.concat(b, Call.axis(c.integers()[0], parts[0].rank()), List.of(parts)));
        });
        rules.put("split", (b, c) -> {
            int axis = Call.axis(c.integers()[1], c.x().rank());
            int length = c.x().size(axis) / c.integers()[0];
            return IntStream.range(0, c.integers()[0])
                    .mapToObj(i -> c.x().slice(axis, i * length, length))
                    .toArray(Value[]::new);
        });
        rules.put("slice", (b, c) -> {
            Value x = c.x();
            int[] begins = c.integers();
            for (int axis = 0; axis < x.rank(); axis++) {
                x = x.slice(axis, begins[axis], length(begins, x, axis));
            }
            return one(x);
        });
    }

    /** Everything in a plan is float32 (ids and comparisons too), so only a cast to it changes nothing. */
    private static Value[] cast(Builder b, Call c) {
        DataType to = DataType.fromInt(c.integers()[0]);
        if (to != DataType.FLOAT) throw new UnsupportedException("cast to " + to);
        return one(c.x());
    }

    /** The integers of a slice are the begins of all axes, then the lengths, -1 for the rest. */
    static int length(int[] integers, Value x, int axis) {
        int length = integers[x.rank() + axis];
        return length == -1 ? x.size(axis) - integers[axis] : length;
    }

    private static void reductions(Map<String, Rule> rules) {
        rules.put("reduce_sum", (b, c) -> one(dropped(b, c, b.sum(c.x(), axes(c)))));
        rules.put("reduce_mean", (b, c) -> {
            int[] axes = axes(c);
            return one(dropped(b, c, b.scaled(b.sum(c.x(), axes), 1.0 / count(c.x(), axes))));
        });
        rules.put("reduce_max", (b, c) -> one(dropped(b, c, max(b, c))));
        rules.put("softmax", (b, c) -> one(Softmax.of(b, c.x(), Call.axis(c.integers()[0], c.x().rank()))));
    }

    /** The maximum over the axes of {@code c}, one after the other. */
    static Value max(Builder b, Call c) {
        Value max = c.x();
        for (int axis : axes(c)) max = b.max(max, axis);
        return max;
    }

    static int[] axes(Call c) {
        int rank = c.x().rank();
        int[] named = c.integers();
        return named.length == 0
                ? IntStream.range(0, rank).toArray()
                : Arrays.stream(named)
                        .map(axis -> Call.axis(axis, rank))
                        .distinct()
                        .toArray();
    }

    static int count(Value x, int... axes) {
        return Arrays.stream(axes).map(x::size).reduce(1, (a, b) -> a * b);
    }

    /** {@code kept} without the reduced axes, unless they are to stay. */
    private static Value dropped(Builder b, Call c, Value kept) {
        if (c.flag(0)) return kept;
        int[] axes = axes(c);
        int[] shape = kept.shape();
        return b.reshape(
                kept,
                IntStream.range(0, shape.length)
                        .filter(i -> Arrays.stream(axes).noneMatch(axis -> axis == i))
                        .map(i -> shape[i])
                        .toArray());
    }

    static Value[] one(Value value) {
        return new Value[] {value};
    }
}
