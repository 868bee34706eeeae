package lab.samediff.pipelines;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rows of a data set in batches: shuffled anew in each epoch, without end. The order of epoch e is a function of seed
 * and e alone, so a position is two integers and can be restored in another process.
 *
 * <pre>{@code
 * Batches batches = new Batches(train.size(), 128, seed);
 * while (batches.epoch() < epochs) {
 *     int[] rows = batches.next();
 *     step.run(Map.of("image", train.images(rows), "label", train.oneHot(rows)));
 * }
 * }</pre>
 */
public final class Batches {
    /** What happens to the rows that are left when the batch size does not divide the number of rows. */
    public enum Last {
        /** They make a last, smaller batch: each epoch visits each row exactly once. */
        KEEP,
        /** They are left out of this epoch (other rows in the next): all batches have one size. */
        DROP
    }

    /**
     * The position of the next batch.
     *
     * @param epoch epoch, from 0
     * @param cursor batches of that epoch that have been handed out, from 0 to {@code perEpoch() - 1}
     */
    public record State(int epoch, int cursor) {
        /**
         * A position.
         *
         * @throws IllegalArgumentException if a value is negative
         */
        public State {
            if (epoch < 0 || cursor < 0) {
                throw new IllegalArgumentException(
                        "epoch " + epoch + " and cursor " + cursor + " must not be negative");
            }
        }
    }

    private final int size;
    private final int batch;
    private final long seed;
    private final Last last;
    private final int[] order;
    private int[] latest = {};
    private int shuffledFor = -1;
    private int epoch;
    private int cursor;

    /** Batches that keep the last, smaller batch ({@link Last#KEEP}). */
    public Batches(int size, int batch, long seed) {
        this(size, batch, seed, Last.KEEP);
    }

    /**
     * Batches of the rows 0 to {@code size - 1}.
     *
     * @param size number of rows, at least 1
     * @param batch rows in a batch, from 1 to {@code size}
     * @param seed seed of the shuffles
     * @param last what to do with the rows that do not fill a batch
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Batches(int size, int batch, long seed, Last last) {
        if (size < 1) {
            throw new IllegalArgumentException("cannot make batches of " + size + " rows; at least one is needed");
        }
        if (batch < 1 || batch > size) {
            throw new IllegalArgumentException(
                    "batch " + batch + " must lie in 1.." + size + ", the number of rows; lower the batch size");
        }
        this.size = size;
        this.batch = batch;
        this.seed = seed;
        this.last = last;
        this.order = new int[size];
    }

    /** The rows of the next batch; after the last batch of an epoch the next epoch begins. */
    public int[] next() {
        if (shuffledFor != epoch) {
            shuffle();
        }
        int from = cursor * batch;
        int[] rows = Arrays.copyOfRange(order, from, Math.min(size, from + batch));
        cursor++;
        if (cursor == perEpoch()) {
            epoch = Math.incrementExact(epoch);
            cursor = 0;
        }
        latest = rows.clone();
        return rows;
    }

    /** The rows that {@link #next} handed out last; none before the first. */
    public int[] latest() {
        return latest.clone();
    }

    /** Batches in an epoch. */
    public int perEpoch() {
        int whole = size / batch;
        return last == Last.KEEP && size % batch != 0 ? whole + 1 : whole;
    }

    /** Epoch of the next batch, from 0: the number of epochs that are complete. */
    public int epoch() {
        return epoch;
    }

    /** The position of the next batch. */
    public State state() {
        return new State(epoch, cursor);
    }

    /**
     * Goes to a position saved by {@link #state()} of an object with the same size, batch, seed and policy.
     *
     * @throws IllegalArgumentException if the cursor is beyond the batches of an epoch
     */
    public void restore(State state) {
        if (state.cursor() >= perEpoch()) {
            throw new IllegalArgumentException("cursor " + state.cursor() + " is beyond the " + perEpoch()
                    + " batches of an epoch; the position was saved with another number of rows or batch size");
        }
        epoch = state.epoch();
        cursor = state.cursor();
    }

    /** Fisher and Yates' shuffle of 0..size-1, from a generator of this seed and this epoch. */
    private void shuffle() {
        // The seed is mixed before the epoch is added; otherwise seed 1 in epoch 1 would be seed 2 in epoch 0.
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + epoch);
        for (int row = 0; row < size; row++) {
            int other = random.nextInt(row + 1);
            order[row] = order[other];
            order[other] = row;
        }
        shuffledFor = epoch;
    }
}
