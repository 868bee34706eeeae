package lab.samediff.models.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Views walk over the entries that a list of entries, written out, says; over random chains of views. */
class ValueTest {
    private static final int CHAINS = 2000;

    /** A view written out: the entry of the root behind each index, in row-major order. */
    private static final class Listed {
        private final int[] shape;
        private final int[] entries;

        Listed(int[] shape, int... entries) {
            this.shape = shape.clone();
            this.entries = entries.clone();
        }

        int[] shape() {
            return shape.clone();
        }

        int[] entries() {
            return entries.clone();
        }

        static Listed whole(int... shape) {
            return new Listed(shape, IntStream.range(0, Sizes.count(shape)).toArray());
        }

        int at(int... index) {
            int i = 0;
            for (int axis = 0; axis < shape.length; axis++) i = i * shape[axis] + index[axis];
            return entries[i];
        }

        /** The view of shape {@code wanted} whose entry at an index is here at {@code from} of that index. */
        Listed picked(int[] wanted, java.util.function.UnaryOperator<int[]> from) {
            int[] picked = new int[Sizes.count(wanted)];
            for (int i = 0; i < picked.length; i++) picked[i] = at(from.apply(index(i, wanted)));
            return new Listed(wanted, picked);
        }
    }

    private record Both(Value value, Listed listed) {}

    private static int[] index(int i, int... shape) {
        int[] index = new int[shape.length];
        int rest = i;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return index;
    }

    @Test
    void chainsOfViewsReadTheEntriesThatTheListSays() {
        forEachChain((seed, both) -> {
            Value value = both.value();
            int[] entries = both.listed().entries();
            int[] found = new int[value.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = value.offset;
                int[] index = index(i, value.shape());
                for (int axis = 0; axis < index.length; axis++) found[i] += index[axis] * value.stride(axis);
            }
            assertThat(value.shape())
                    .as("seed %d", seed)
                    .isEqualTo(both.listed().shape());
            assertThat(found).as("seed %d", seed).isEqualTo(entries);
        });
    }

    @Test
    void whatIsSaidOfAViewIsWhatTheListShows() {
        forEachChain((seed, both) -> {
            Value value = both.value();
            int[] entries = both.listed().entries();
            boolean inOrder = IntStream.range(0, entries.length).allMatch(i -> entries[i] == entries[0] + i);
            boolean one = Arrays.stream(entries).allMatch(entry -> entry == entries[0]);
            assertThat(value.contiguous()).as("seed %d", seed).isEqualTo(inOrder);
            assertThat(value.whole()).as("seed %d", seed).isEqualTo(inOrder && entries.length == value.root.size);
            assertThat(value.uniform()).as("seed %d", seed).isEqualTo(one);
        });
    }

    @Test
    void accessWalksTheEntriesOfTheListRowByRow() {
        forEachChain((seed, both) -> {
            Access access = Access.of(both.value());
            int[] entries = both.listed().entries();
            int widest = access.width() == 0 ? entries.length : access.width();
            assertThat(access.offset()).as("seed %d", seed).isEqualTo(entries[0]);
            for (int columns = 1; columns <= widest; columns++) {
                if (widest % columns != 0) continue;
                int from = entries.length / columns / 2;
                int[] begins = access.rows(from, entries.length / columns, columns);
                for (int i = from * columns; i < entries.length; i++) {
                    int found = begins[i / columns - from] + i % columns * access.step();
                    assertThat(found).as("seed %d, columns %d", seed, columns).isEqualTo(entries[i]);
                }
            }
        });
    }

    @Test
    void accessKnowsItsSimpleKinds() {
        forEachChain((seed, both) -> {
            Access access = Access.of(both.value());
            int[] entries = both.listed().entries();
            int width = access.width();
            boolean inOrder = IntStream.range(0, entries.length).allMatch(i -> entries[i] == entries[0] + i);
            boolean one = Arrays.stream(entries).allMatch(entry -> entry == entries[0]);
            assertThat(access.flat()).as("seed %d", seed).isEqualTo(inOrder);
            assertThat(access.single()).as("seed %d", seed).isEqualTo(one);
            if (access.byRow()) {
                for (int i = 0; i < entries.length; i++) assertThat(entries[i]).isEqualTo(entries[0] + i / width);
            }
            if (access.byColumn()) {
                for (int i = 0; i < entries.length; i++) assertThat(entries[i]).isEqualTo(entries[0] + i % width);
            }
        });
    }

    @Test
    void columnsAndRowsOfAMatrixAreTheSimpleKinds() {
        assertThat(Access.of(Value.of(Root.input("x", 5), 5, 1).broadcast(5, 3)).byRow())
                .isTrue();
        assertThat(Access.of(Value.of(Root.input("x", 3), 3).broadcast(5, 3)).byColumn())
                .isTrue();
        assertThat(Access.of(Value.of(Root.input("x", 6), 2, 3).broadcast(4, 2, 3))
                        .width())
                .isEqualTo(6);
    }

    /** A reshape is refused only where no strides lead to the entries. */
    @Test
    void reshapeSaysNullExactlyWhereAViewIsImpossible() {
        int[] refused = {0};
        forEachChain((seed, both) -> {
            int[] wanted = factors(new SplittableRandom(seed), both.value().size());
            boolean possible = strided(new Listed(wanted, both.listed().entries()));
            Value view = both.value().reshape(wanted);
            assertThat(view != null)
                    .as("seed %d: %s to %s", seed, both.value(), Arrays.toString(wanted))
                    .isEqualTo(possible);
            if (view == null) refused[0]++;
        });
        assertThat(refused[0]).isGreaterThan(CHAINS / 20);
    }

    private static boolean strided(Listed listed) {
        int[] strides = new int[listed.shape().length];
        for (int axis = 0; axis < strides.length; axis++) {
            if (listed.shape()[axis] == 1) continue;
            int[] unit = new int[strides.length];
            unit[axis] = 1;
            strides[axis] = listed.at(unit) - listed.entries()[0];
        }
        for (int i = 0; i < listed.entries().length; i++) {
            int[] index = index(i, listed.shape());
            int at = listed.entries()[0];
            for (int axis = 0; axis < index.length; axis++) at += index[axis] * strides[axis];
            if (at != listed.entries()[i]) return false;
        }
        return true;
    }

    @Test
    void sizesThatDoNotMatchAreNotStretched() {
        Value x = Value.of(Root.input("x", 6), 2, 3);
        assertThatThrownBy(() -> x.broadcast(2, 4))
                .hasMessageContaining("x[2, 3]")
                .hasMessageContaining("[2, 4]");
    }

    private static void forEachChain(java.util.function.BiConsumer<Integer, Both> check) {
        for (int seed = 0; seed < CHAINS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] shape = shape(random);
            Both both = new Both(Value.of(Root.input("x", Sizes.count(shape)), shape), Listed.whole(shape));
            int links = random.nextInt(5);
            for (int i = 0; i < links; i++) both = next(random, both);
            check.accept(seed, both);
        }
    }

    private static Both next(SplittableRandom random, Both both) {
        return switch (random.nextInt(5)) {
            case 0 -> permuted(random, both);
            case 1 -> sliced(random, both);
            case 2 -> stretched(random, both);
            case 3 -> reshaped(random, both);
            default -> unstretched(both);
        };
    }

    private static Both permuted(SplittableRandom random, Both both) {
        int rank = both.value().rank();
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(order, new Random(random.nextLong()));
        int[] axes = order.stream().mapToInt(i -> i).toArray();
        Listed listed = both.listed().picked(Sizes.permuted(both.listed().shape(), axes), index -> {
            int[] from = new int[rank];
            for (int i = 0; i < rank; i++) from[axes[i]] = index[i];
            return from;
        });
        return new Both(both.value().permute(axes), listed);
    }

    private static Both sliced(SplittableRandom random, Both both) {
        if (both.value().rank() == 0) return both;
        int axis = random.nextInt(both.value().rank());
        int begin = random.nextInt(both.value().size(axis));
        int length = 1 + random.nextInt(both.value().size(axis) - begin);
        int[] shape = both.listed().shape().clone();
        shape[axis] = length;
        Listed listed = both.listed().picked(shape, index -> {
            int[] from = index.clone();
            from[axis] += begin;
            return from;
        });
        return new Both(both.value().slice(axis, begin, length), listed);
    }

    private static Both stretched(SplittableRandom random, Both both) {
        int[] shape = both.listed().shape();
        int missing = shape.length < 4 ? random.nextInt(2) : 0;
        int[] wanted = new int[shape.length + missing];
        for (int i = 0; i < missing; i++) wanted[i] = 1 + random.nextInt(3);
        for (int i = 0; i < shape.length; i++) {
            wanted[missing + i] = shape[i] == 1 ? 1 + random.nextInt(3) : shape[i];
        }
        Listed listed = both.listed().picked(wanted, index -> {
            int[] from = Arrays.copyOfRange(index, missing, index.length);
            for (int i = 0; i < from.length; i++) from[i] = shape[i] == 1 ? 0 : from[i];
            return from;
        });
        return new Both(both.value().broadcast(wanted), listed);
    }

    private static Both reshaped(SplittableRandom random, Both both) {
        int[] wanted = factors(random, both.value().size());
        Value view = both.value().reshape(wanted);
        return view == null
                ? both
                : new Both(view, new Listed(wanted, both.listed().entries()));
    }

    private static Both unstretched(Both both) {
        int[] shape = both.value().unstretched().shape();
        Listed listed = both.listed().picked(shape, index -> index);
        return new Both(both.value().unstretched(), listed);
    }

    private static int[] shape(SplittableRandom random) {
        return random.ints(random.nextInt(5), 1, 5).toArray();
    }

    /** Sizes whose product is {@code count}, some of them 1. */
    private static int[] factors(SplittableRandom random, int count) {
        List<Integer> factors = new ArrayList<>();
        int rest = count;
        while (rest > 1) {
            int factor = 1 + random.nextInt(rest);
            if (rest % factor != 0) continue;
            factors.add(factor);
            rest /= factor;
        }
        if (random.nextBoolean()) factors.add(1);
        return factors.stream().mapToInt(i -> i).toArray();
    }
}
