package lab.samediff.models.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Unary;
import org.junit.jupiter.api.Test;

/** What a builder leaves out changes no value. */
class BuilderTest {
    private final Builder builder = new Builder();
    private final Naive naive = new Naive();
    private final Value x = naive.input("x", new float[] {1, -2, 3, 4, 5, -6}, 2, 3);
    private final Value column = naive.input("column", new float[] {2, -1}, 2, 1);

    @Test
    void arithmeticOnNumbersIsDoneAtOnce() {
        Value sum = builder.binary(Binary.ADD, builder.uniform(2, 2, 1), builder.uniform(3, 4));
        assertThat(builder.number(sum)).isEqualTo(5f);
        assertThat(sum.shape()).containsExactly(2, 4);
        assertThat(builder.number(builder.unary(Unary.SQUARE, sum))).isEqualTo(25f);
        assertThat(builder.number(builder.binary(Binary.EQUAL, sum, builder.uniform(5))))
                .isEqualTo(1f);
        Value total = builder.sum(sum, 1);
        assertThat(builder.number(total)).isEqualTo(20f);
        assertThat(total.shape()).containsExactly(2, 1);
        assertThat(Naive.nodes(total)).isEmpty();
    }

    @Test
    void whatChangesNothingIsNoNode() {
        assertThat(builder.binary(Binary.ADD, x, builder.uniform(0, 2, 3)).root).isSameAs(x.root);
        assertThat(builder.binary(Binary.MUL, builder.uniform(1), x).root).isSameAs(x.root);
        assertThat(builder.binary(Binary.SUB, x, builder.uniform(0)).root).isSameAs(x.root);
        assertThat(builder.sum(column, 1).root).isSameAs(column.root);
        assertThat(builder.max(column, 1).root).isSameAs(column.root);
    }

    /** Numbers on the left of what does not commute stay there. */
    @Test
    void numbersOnEitherSideGiveWhatTheOpSays() {
        for (Binary op : new Binary[] {Binary.ADD, Binary.SUB, Binary.MUL, Binary.DIV, Binary.MAX, Binary.MIN}) {
            float[] left = naive.entries(builder.binary(op, builder.uniform(3), x));
            float[] right = naive.entries(builder.binary(op, x, builder.uniform(3)));
            float[] numbers = naive.entries(x);
            for (int i = 0; i < numbers.length; i++) {
                assertThat(left[i]).as("3 %s x", op).isEqualTo(op.of(3, numbers[i]));
                assertThat(right[i]).as("x %s 3", op).isEqualTo(op.of(numbers[i], 3));
            }
        }
    }

    @Test
    void theSameOpOnTheSameOperandsIsOneNode() {
        Value once = builder.binary(Binary.MUL, x, column);
        assertThat(builder.binary(Binary.MUL, x, column).root).isSameAs(once.root);
        assertThat(builder.unary(Unary.LEAKY_RELU, x, 0.1f, 0).root)
                .isSameAs(builder.unary(Unary.LEAKY_RELU, x, 0.1f, 0).root)
                .isNotSameAs(builder.unary(Unary.LEAKY_RELU, x, 0.2f, 0).root);
        assertThat(builder.unary(Unary.EXP, x.slice(0, 0, 1)).root)
                .isNotSameAs(builder.unary(Unary.EXP, x.slice(0, 1, 1)).root);
        assertThat(builder.unary(Unary.EXP, x).root).isNotSameAs(builder.unary(Unary.EXP, x.permute(1, 0)).root);
        assertThat(builder.ownCopy(x).root).isNotSameAs(builder.ownCopy(x).root);
    }

    @Test
    void sumsOverStretchedAxesMultiply() {
        Value sum = builder.sum(column.broadcast(2, 7), 1);
        assertThat(naive.entries(sum)).containsExactly(14, -7);
        assertThat(Naive.nodes(sum)).allMatch(node -> node.op instanceof Op.OfOne);
        assertThat(naive.entries(builder.sum(column.broadcast(5, 2, 7), 0, 1, 2)))
                .containsExactly(35);
        assertThat(naive.entries(builder.sum(column.broadcast(2, 7), 0))).containsExactly(1, 1, 1, 1, 1, 1, 1);
    }

    /** A reshape that needs a copy copies, and no value changes. */
    @Test
    void reshapesOfWhatIsTurnedAreCopies() {
        Value flat = builder.reshape(x.permute(1, 0), 6);
        assertThat(naive.entries(flat)).containsExactly(1, 4, -2, 5, 3, -6);
        assertThat(Naive.nodes(flat)).hasSize(1);
    }

    @Test
    void randomExpressionsHaveTheValuesOfTheirDefinitionAndNoStretchedNodes() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Builder writer = new Builder();
            Naive values = new Naive();
            List<Value> made = new ArrayList<>(leaves(random, writer, values));
            for (int i = 0; i < 6; i++) {
                Value a = made.get(random.nextInt(made.size()));
                Value b = made.get(random.nextInt(made.size()));
                made.add(next(random, writer, values, a, b, seed));
            }
            for (Value value : made) {
                for (Node node : Naive.nodes(value))
                    assertThat(stretched(node)).as("seed %d: %s", seed, node).isFalse();
            }
        }
    }

    private static List<Value> leaves(SplittableRandom random, Builder writer, Naive values) {
        return List.of(
                values.input("all", numbers(random, 24), 2, 3, 4),
                values.input("row", numbers(random, 4), 4).broadcast(2, 3, 4),
                values.input("middle", numbers(random, 3), 3, 1).broadcast(2, 3, 4),
                values.input("first", numbers(random, 2), 2, 1, 1).broadcast(2, 3, 4),
                values.input("some", numbers(random, 8), 2, 1, 4).broadcast(2, 3, 4),
                writer.uniform(random.nextInt(3), 2, 3, 4));
    }

    private static Value next(SplittableRandom random, Builder writer, Naive values, Value a, Value b, int seed) {
        float[] x = values.entries(a);
        float[] y = values.entries(b);
        float[] wanted = new float[x.length];
        Value made;
        switch (random.nextInt(5)) {
            case 0 -> {
                made = writer.binary(Binary.ADD, a, b);
                for (int i = 0; i < x.length; i++) wanted[i] = x[i] + y[i];
            }
            case 1 -> {
                made = writer.binary(Binary.SUB, a, b);
                for (int i = 0; i < x.length; i++) wanted[i] = x[i] - y[i];
            }
            case 2 -> {
                made = writer.unary(Unary.ADD_SCALAR, a, 2, 0);
                for (int i = 0; i < x.length; i++) wanted[i] = x[i] + 2;
            }
            case 3 -> {
                made = writer.select(a, b, writer.uniform(1, 2, 3, 4));
                for (int i = 0; i < x.length; i++) wanted[i] = x[i] > 0 ? y[i] : 1;
            }
            default -> {
                int axis = random.nextInt(3);
                made = writer.sum(a, axis).broadcast(2, 3, 4);
                for (int i = 0; i < x.length; i++) wanted[i] = along(x, axis, i);
            }
        }
        assertThat(values.entries(made)).as("seed %d", seed).isEqualTo(wanted);
        return made;
    }

    /** The sum of {@code x} [2, 3, 4] along {@code axis} through entry {@code i}; small integers add up exactly. */
    private static float along(float[] x, int axis, int i) {
        float sum = 0;
        int[] index = Naive.index(i, 2, 3, 4);
        for (int k = 0; k < new int[] {2, 3, 4}[axis]; k++) {
            index[axis] = k;
            sum += x[(index[0] * 3 + index[1]) * 4 + index[2]];
        }
        return sum;
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = random.nextInt(-4, 5);
        return numbers;
    }

    /** Whether there is an axis of the node's space along which no operand has entries of its own. */
    private static boolean stretched(Node node) {
        int[] space = node.op instanceof Op.Sum
                ? node.input(0).shape()
                : node.output().shape();
        return IntStream.range(0, space.length)
                .anyMatch(axis -> space[axis] > 1
                        && node.inputs.stream().allMatch(x -> x.broadcast(space).stride(axis) == 0));
    }
}
