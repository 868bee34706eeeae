package lab.samediff.pipelines.text;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/** A text of ids seen through windows of {@code time} ids, each with the id that follows it. */
public final class TokenWindows {
    private final int[] tokens;
    private final int time;

    /**
     * Windows of a text.
     *
     * @param tokens the ids; not copied
     * @param time ids in a window, at least 1
     * @throws IllegalArgumentException if time is below 1 or not below the number of ids
     */
    public TokenWindows(int[] tokens, int time) {
        if (time < 1) throw new IllegalArgumentException("time must be at least 1, got " + time);
        if (tokens.length <= time) {
            throw new IllegalArgumentException("a window of " + time + " ids and the next one does not fit into "
                    + tokens.length + "; use a longer text or a shorter window");
        }
        this.tokens = tokens;
        this.time = time;
    }

    /** Ids in a window. */
    public int time() {
        return time;
    }

    /** How many ids follow another one: all but the first. */
    public int targets() {
        return tokens.length - 1;
    }

    /** Windows that lie end to end and together predict each id but the first once; the last may reach beyond the end. */
    public int count() {
        return (targets() + time - 1) / time;
    }

    /** Windows that begin anywhere, each place as likely as another and drawn with replacement. */
    public TokenBatch draw(int batch, RandomGenerator random) {
        if (batch < 1) throw new IllegalArgumentException("batch must be at least 1, got " + batch);
        return at(IntStream.generate(() -> random.nextInt(tokens.length - time))
                .limit(batch)
                .toArray());
    }

    /**
     * Some of the windows that lie end to end.
     *
     * @throws IndexOutOfBoundsException if a number is not in 0..count - 1
     */
    public TokenBatch windows(int... numbers) {
        for (int number : numbers) {
            if (number < 0 || number >= count()) {
                throw new IndexOutOfBoundsException("window " + number + " is not in 0.." + (count() - 1));
            }
        }
        return at(Arrays.stream(numbers).map(number -> number * time).toArray());
    }

    private TokenBatch at(int[] offsets) {
        int[][] ids = new int[offsets.length][time];
        int[][] next = new int[offsets.length][time];
        float[][] present = new float[offsets.length][time];
        for (int b = 0; b < offsets.length; b++) {
            int inside = Math.min(time, targets() - offsets[b]);
            System.arraycopy(tokens, offsets[b], ids[b], 0, inside);
            System.arraycopy(tokens, offsets[b] + 1, next[b], 0, inside);
            Arrays.fill(present[b], 0, inside, 1);
        }
        return new TokenBatch(Nd4j.createFromArray(ids), Nd4j.createFromArray(next), Nd4j.createFromArray(present));
    }
}
