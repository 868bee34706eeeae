package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;

/**
 * Where a thread finds a root: entry i is at base + i. The base is negative where the thread has only later entries.
 */
record Place(Memory memory, int base) {
    FloatBuffer floats() {
        return memory.floats;
    }

    /** Address of entry {@code i}. */
    long address(int i) {
        return memory.address + 4L * (base + i);
    }
}
