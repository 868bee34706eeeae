package lab.samediff.models.engine.plan;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A stretch of memory with one writer: an input, an array that is held outside, or what a node computes. */
final class Root {
    final int size;
    final String name;
    /** The array of a parameter or constant. */
    final @Nullable INDArray held;
    /** Whether this is what is fed under {@link #name}. */
    final boolean input;
    /** Who writes it; set once, by {@link Node}. */
    @Nullable
    Node producer;

    private Root(String name, int size, @Nullable INDArray held, boolean input) {
        this.name = name;
        this.size = size;
        this.held = held;
        this.input = input;
    }

    static Root input(String name, int size) {
        return new Root(name, size, null, true);
    }

    static Root held(String name, INDArray array) {
        return new Root(name, Math.toIntExact(array.length()), array, false);
    }

    static Root computed(String name, int size) {
        return new Root(name, size, null, false);
    }

    /** Whether a node of the program writes it. */
    boolean computed() {
        return producer != null;
    }
}
