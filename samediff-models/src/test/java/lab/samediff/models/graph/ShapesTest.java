package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void broadcastingAgreesWithPairingEveryIndex() {
        int fits = 0;
        for (int trial = 0; trial < 3000; trial++) {
            long[] a = randomShape();
            long[] b = randomShape();
            long[] expected = broadcastByHand(a, b);
            assertThat(Shapes.broadcast(a, b))
                    .as("%s %s", Arrays.toString(a), Arrays.toString(b))
                    .isEqualTo(expected);
            assertThat(Shapes.broadcast(b, a)).isEqualTo(expected);
            if (expected != null) fits++;
        }
        assertThat(fits).isBetween(500, 2500);
    }

    /** Left-pads with ones, then asks of each pair whether one size goes into the other. */
    private static long[] broadcastByHand(long[] a, long[] b) {
        int rank = Math.max(a.length, b.length);
        long[] p = pad(a, rank);
        long[] q = pad(b, rank);
        long[] out = new long[rank];
        for (int i = 0; i < rank; i++) {
            if (p[i] == q[i] || q[i] == 1) out[i] = p[i];
            else if (p[i] == 1) out[i] = q[i];
            else return null;
        }
        return out;
    }

    private static long[] pad(long[] shape, int rank) {
        long[] out = new long[rank];
        Arrays.fill(out, 1);
        System.arraycopy(shape, 0, out, rank - shape.length, shape.length);
        return out;
    }

    /** Whatever sizes the unknown ones turn out to have, the known sizes of the result were right. */
    @Test
    void broadcastingWithUnknownSizesNeverContradictsTheRun() {
        for (int trial = 0; trial < 3000; trial++) {
            long[] a = randomShape();
            long[] b = randomShape();
            long[] out = broadcastByHand(a, b);
            if (out == null) continue;
            long[] before = Shapes.broadcast(hide(a), hide(b));
            assertThat(before).hasSameSizeAs(out);
            for (int i = 0; i < out.length; i++) assertThat(before[i]).isIn(-1L, out[i]);
        }
    }

    private long[] hide(long[] shape) {
        return Arrays.stream(shape)
                .map(size -> random.nextInt(3) == 0 ? -1 : size)
                .toArray();
    }

    private long[] randomShape() {
        return IntStream.range(0, random.nextInt(5))
                .mapToLong(i -> 1 + random.nextInt(3))
                .toArray();
    }

    @Test
    void reshapingFillsItsHoleOrRefuses() {
        assertThat(Shapes.reshape(shape(2, 6), 3, -1)).containsExactly(3, 4);
        assertThat(Shapes.reshape(shape(2, 6), -1)).containsExactly(12);
        assertThat(Shapes.reshape(shape(), 1, 1)).containsExactly(1, 1);
        assertThat(Shapes.reshape(shape(1, 1))).isEmpty();
        assertThat(Shapes.reshape(shape(2, 6), 5, -1)).isNull();
        assertThat(Shapes.reshape(shape(2, 6), 3, 3)).isNull();
        assertThat(Shapes.reshape(shape(2, 6), -1, -1)).isNull();
        assertThat(Shapes.reshape(shape(2, 6), 0, -1)).isNull();
    }

    @Test
    void reshapingAnUnknownCountNeedsAHole() {
        assertThat(Shapes.reshape(shape(-1, 6), -1, 3)).containsExactly(-1, 3);
        assertThat(Shapes.reshape(shape(-1, 6), 2, 3)).isNull();
    }

    @Test
    void matmulChainsTheInnerSizes() {
        assertThat(Shapes.matmul(shape(2, 3), shape(3, 4), false, false)).containsExactly(2, 4);
        assertThat(Shapes.matmul(shape(3, 2), shape(4, 3), true, true)).containsExactly(2, 4);
        assertThat(Shapes.matmul(shape(-1, 2, 3), shape(5, 3, 4), false, false)).containsExactly(5, 2, 4);
        assertThat(Shapes.matmul(shape(-1, 3), shape(3, 4), false, false)).containsExactly(-1, 4);
        assertThat(Shapes.matmul(shape(2, 3), shape(4, 3), false, false)).isNull();
        assertThat(Shapes.matmul(shape(2, 2, 3), shape(3, 3, 4), false, false)).isNull();
        assertThat(Shapes.matmul(shape(3), shape(3, 4), false, false)).isNull();
        assertThat(Shapes.matmul(shape(1, 2, 3), shape(3, 4), false, false)).isNull();
    }

    @Test
    void axesCountFromEitherEndOnce() {
        assertThat(Shapes.axes(3, -1, 0)).containsExactly(0, 2);
        assertThat(Shapes.axes(3)).isEmpty();
        assertThat(Shapes.axes(3, 3)).isNull();
        assertThat(Shapes.axes(3, -4)).isNull();
        assertThat(Shapes.axes(3, 1, -2)).isNull();
        assertThat(Shapes.axes(0, 0)).isNull();
    }

    @Test
    void countsKnowWhatTheyDoNotKnow() {
        assertThat(Shapes.count()).isEqualTo(1);
        assertThat(Shapes.count(2, 3)).isEqualTo(6);
        assertThat(Shapes.count(2, -1)).isEqualTo(-1);
    }

    private static long[] shape(long... sizes) {
        return sizes;
    }
}
