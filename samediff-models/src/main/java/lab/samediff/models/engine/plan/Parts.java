package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;

/** An array as the threads left it: in one place, each with its stretch, or each with a part of a sum. */
final class Parts {
    final int size;
    private final boolean summed;
    private final FloatBuffer[] floats;
    private final int[] bases;
    private final Range[] ranges;

    Parts(Root root, Memories memories) {
        int count = memories.copies(root);
        this.size = root.size;
        this.summed = memories.spread(root) == Spread.PARTS && count > 1;
        this.floats = new FloatBuffer[count];
        this.bases = new int[count];
        this.ranges = new Range[count];
        for (int i = 0; i < count; i++) {
            Place place = memories.place(root, i);
            floats[i] = place.floats();
            bases[i] = place.base();
            ranges[i] = memories.range(root, i);
        }
    }

    /** Whether the sum of several parts is meant. */
    boolean summed() {
        return summed;
    }

    /** How many parts or stretches there are. */
    int count() {
        return floats.length;
    }

    /** Entry {@code i} as it is meant. */
    float number(int i) {
        float sum = 0;
        for (int k = 0; k < floats.length; k++) {
            if (i >= ranges[k].begin() && i < ranges[k].end()) sum += floats[k].get(bases[k] + i);
        }
        return sum;
    }

    /** All entries as they are meant. */
    float[] numbers() {
        float[] numbers = new float[size];
        for (int k = 0; k < floats.length; k++) {
            float[] part = new float[ranges[k].length()];
            floats[k].get(bases[k] + ranges[k].begin(), part);
            for (int i = 0; i < part.length; i++) numbers[ranges[k].begin() + i] += part[i];
        }
        return numbers;
    }

    /** What part {@code k} has of the entries from {@code begin} on, to t[z...]. */
    void get(int k, int begin, int n, float[] t, int z) {
        int from = Math.max(begin, ranges[k].begin());
        int to = Math.min(begin + n, ranges[k].end());
        if (from < to) floats[k].get(bases[k] + from, t, z + from - begin, to - from);
    }

    /** Entries of the first part, from t[a...]. */
    void put(int begin, int n, float[] t, int a) {
        floats[0].put(bases[0] + begin, t, a, n);
    }
}
