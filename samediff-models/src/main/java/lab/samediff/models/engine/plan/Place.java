package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;

/**
 * Where a thread finds a root: entry i is at base + i. The base is negative where the thread has only later entries.
 */
record Place(Memory memory, int base) {
    private static final float[] ZEROS = new float[4096];

    FloatBuffer floats() {
        return memory.floats;
    }

    /** Puts zeros where the entries of {@code range} are. */
    void clear(Range range) {
        for (int i = range.begin(); i < range.end(); i += ZEROS.length) {
            floats().put(base + i, ZEROS, 0, Math.min(ZEROS.length, range.end() - i));
        }
    }

    /** Address of entry {@code i}. */
    long address(int i) {
        return memory.address + 4L * (base + i);
    }
}
