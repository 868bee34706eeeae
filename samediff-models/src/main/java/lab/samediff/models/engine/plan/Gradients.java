package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Kernels;

/**
 * All gradients of a plan, added up over its threads, and how large they are. The threads share the work: each has a
 * stretch of all gradients, laid one after the other.
 */
public final class Gradients {
    private static final int PIECE = 1024;

    private final List<Parts> gradients;
    private final List<List<Stretch>> shares;
    private final Tile[] tiles;
    private final double[][] squares;

    /**
     * Entries of one gradient.
     *
     * @param gradient its number, in the order of {@link Plan#gradients}
     */
    public record Stretch(int gradient, int begin, int end) {}

    Gradients(Program program, Memories memories) {
        int threads = memories.batch().threads();
        this.gradients = program.gradients.values().stream()
                .map(value -> new Parts(value.root, memories))
                .toList();
        this.tiles = IntStream.range(0, threads).mapToObj(memories::tile).toArray(Tile[]::new);
        for (Tile tile : tiles) tile.reserve(2 * PIECE + Kernels.SPARE);
        this.squares = new double[threads][gradients.size()];
        long all = gradients.stream().mapToLong(gradient -> gradient.size).sum();
        this.shares = IntStream.range(0, threads)
                .mapToObj(t -> share(all * t / threads, all * (t + 1) / threads))
                .toList();
    }

    /** Entries [begin, end) of all, cut where a gradient ends; a cut within one is at a multiple of 16. */
    private List<Stretch> share(long begin, long end) {
        List<Stretch> share = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < gradients.size(); i++) {
            int size = gradients.get(i).size;
            int from = aligned(begin - before, size);
            int to = aligned(end - before, size);
            if (from < to) share.add(new Stretch(i, from, to));
            before += size;
        }
        return share;
    }

    private static int aligned(long at, int size) {
        if (at <= 0) return 0;
        return at >= size ? size : Math.min(size, Kernels.padded((int) at));
    }

    /** What {@code member} of the threads has. */
    public List<Stretch> share(int member) {
        return shares.get(member);
    }

    /** The sum of the squares of all entries of a gradient. */
    public double squares(int gradient) {
        double sum = 0;
        for (double[] ofThread : squares) sum += ofThread[gradient];
        return sum;
    }

    /** Entries [begin, begin + n) of a gradient to t[z...]. */
    public void read(int gradient, int begin, int n, float[] t, int z) {
        Parts parts = gradients.get(gradient);
        int count = parts.summed() ? 1 : parts.count();
        for (int k = 0; k < count; k++) parts.get(k, begin, n, t, z);
    }

    /** Adds up the share of {@code member}, into the first part, where there are parts. */
    void gather(int member) {
        double[] sums = squares[member];
        java.util.Arrays.fill(sums, 0);
        List<Stretch> share = shares.get(member);
        // By index: an iterator would be garbage at each step.
        for (int i = 0; i < share.size(); i++) {
            Stretch stretch = share.get(i);
            double sum = 0;
            for (int begin = stretch.begin(); begin < stretch.end(); begin += PIECE) {
                int n = Math.min(PIECE, stretch.end() - begin);
                sum += gather(gradients.get(stretch.gradient()), begin, n, tiles[member]);
            }
            sums[stretch.gradient()] = sum;
        }
    }

    private static double gather(Parts parts, int begin, int n, Tile tile) {
        parts.get(0, begin, n, tile.t, 0);
        for (int k = 1; k < parts.count(); k++) {
            if (parts.summed()) {
                parts.get(k, begin, n, tile.t, PIECE);
                tile.kernels.binary(Binary.ADD, tile.t, 0, PIECE, 0, n);
            } else {
                parts.get(k, begin, n, tile.t, 0);
            }
        }
        if (parts.summed()) parts.put(begin, n, tile.t, 0);
        return tile.kernels.sumOfSquares(tile.t, 0, n);
    }
}
