package lab.samediff.models.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import lab.samediff.models.engine.kernels.Binary;
import org.junit.jupiter.api.Test;

/** The gradients of slices of one array, added up. */
class PadsTest {
    private static final int ROWS = 3;
    private static final int LENGTH = 12;

    /** What begins at {@code begin} in each row. */
    private static final class Piece {
        private final int begin;
        private final float[] numbers;

        Piece(int begin, float... numbers) {
            this.begin = begin;
            this.numbers = numbers.clone();
        }
    }

    @Test
    void gradientsOfSlicesThatCoverAnArrayAreOneConcatenation() {
        Builder builder = new Builder();
        Naive naive = new Naive();
        List<Piece> pieces = new ArrayList<>();
        for (int begin = 0; begin < LENGTH; begin += 2) pieces.add(piece(new SplittableRandom(begin), begin, 2));
        Value sum = sum(builder, naive, pieces);
        assertThat(naive.entries(sum)).isEqualTo(expected(pieces));
        assertThat(additions(sum)).isZero();
        Node producer = sum.root.producer;
        assertThat(producer).isNotNull();
        assertThat(producer.inputs).hasSize(LENGTH / 2);
        assertThat(producer.inputs).allMatch(piece -> piece.root.input);
    }

    @Test
    void slicesWithGapsKeepZerosBetweenThemAndAddNothing() {
        Builder builder = new Builder();
        Naive naive = new Naive();
        SplittableRandom random = new SplittableRandom(1);
        List<Piece> pieces = List.of(piece(random, 9, 2), piece(random, 1, 3), piece(random, 6, 1));
        Value sum = sum(builder, naive, pieces);
        assertThat(naive.entries(sum)).isEqualTo(expected(pieces));
        assertThat(additions(sum)).isZero();
    }

    @Test
    void theSameSliceTwiceAddsThePiecesOnly() {
        Builder builder = new Builder();
        Naive naive = new Naive();
        SplittableRandom random = new SplittableRandom(2);
        List<Piece> pieces = List.of(piece(random, 4, 3), piece(random, 4, 3), piece(random, 0, 2));
        Value sum = sum(builder, naive, pieces);
        assertThat(naive.entries(sum)).isEqualTo(expected(pieces));
        Set<Node> added = Naive.nodes(sum).stream()
                .filter(node -> node.op instanceof Op.OfTwo)
                .collect(Collectors.toSet());
        assertThat(added).hasSize(1);
        assertThat(added).allMatch(node -> node.output().size() == 3 * ROWS);
    }

    @Test
    void anySlicesGiveTheSumOfWhatTheyWouldBePaddedWithZeros() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Piece> pieces = new ArrayList<>();
            int count = 2 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                int begin = random.nextInt(LENGTH);
                pieces.add(piece(random, begin, 1 + random.nextInt(LENGTH - begin)));
            }
            Naive naive = new Naive();
            assertThat(naive.entries(sum(new Builder(), naive, pieces)))
                    .as("seed %d", seed)
                    .isEqualTo(expected(pieces));
        }
    }

    /** One of the terms is a constant gradient, as that of the sum of a slice. */
    @Test
    void piecesOfOnesAreAddedToo() {
        Builder builder = new Builder();
        Naive naive = new Naive();
        Value ones = Pads.pad(builder, builder.uniform(1, ROWS, 5), 1, 2, ROWS, LENGTH);
        Piece piece = piece(new SplittableRandom(3), 4, 6);
        float[] expected = expected(List.of(piece));
        for (int i = 0; i < expected.length; i++) if (i % LENGTH >= 2 && i % LENGTH < 7) expected[i]++;
        Value padded = padded(builder, naive, piece);
        assertThat(naive.entries(builder.binary(Binary.ADD, ones, padded))).isEqualTo(expected);
        assertThat(naive.entries(builder.binary(Binary.ADD, padded, ones))).isEqualTo(expected);
    }

    private static Piece piece(SplittableRandom random, int begin, int length) {
        float[] numbers = new float[ROWS * length];
        for (int i = 0; i < numbers.length; i++) numbers[i] = 1 + random.nextInt(9);
        return new Piece(begin, numbers);
    }

    private static Value padded(Builder builder, Naive naive, Piece piece) {
        int length = piece.numbers.length / ROWS;
        return Pads.pad(builder, naive.input("g", piece.numbers, ROWS, length), 1, piece.begin, ROWS, LENGTH);
    }

    private static Value sum(Builder builder, Naive naive, List<Piece> pieces) {
        Value sum = padded(builder, naive, pieces.get(0));
        for (Piece piece : pieces.subList(1, pieces.size())) {
            sum = builder.binary(Binary.ADD, sum, padded(builder, naive, piece));
        }
        return sum;
    }

    private static float[] expected(List<Piece> pieces) {
        float[] sum = new float[ROWS * LENGTH];
        for (Piece piece : pieces) {
            int length = piece.numbers.length / ROWS;
            for (int i = 0; i < piece.numbers.length; i++) {
                sum[i / length * LENGTH + piece.begin + i % length] += piece.numbers[i];
            }
        }
        return sum;
    }

    private static long additions(Value sum) {
        return Naive.nodes(sum).stream()
                .filter(node -> node.op instanceof Op.OfTwo)
                .count();
    }
}
