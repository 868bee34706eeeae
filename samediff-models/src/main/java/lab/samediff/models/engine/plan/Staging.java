package lab.samediff.models.engine.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies one input to where the threads read it; integers become floats, exactly up to 2²⁴. */
final class Staging {
    private final String name;
    private final Place[] places;
    private final Range[] ranges;
    private final Address source = new Address(0);
    private final Address target = new Address(0);

    Staging(Root root, Memories memories) {
        this.name = root.name;
        int copies = memories.copies(root);
        this.places = new Place[copies];
        this.ranges = new Range[copies];
        for (int t = 0; t < copies; t++) {
            places[t] = memories.place(root, t);
            ranges[t] = memories.range(root, t);
        }
    }

    String name() {
        return name;
    }

    /** Without garbage where the entries lie side by side by rows, also as a part of a larger array. */
    void stage(INDArray given) {
        INDArray array = sideBySide(given) ? given : given.dup('c');
        long from = array.data().addressPointer().address();
        switch (array.dataType()) {
            case FLOAT -> copy(from);
            case INT -> {
                IntBuffer numbers = bytes(from, 4 * array.length()).asIntBuffer();
                convert(numbers::get);
            }
            case LONG -> {
                LongBuffer numbers = bytes(from, 8 * array.length()).asLongBuffer();
                convert(numbers::get);
            }
            default -> {
                float[] numbers = array.castTo(DataType.FLOAT).data().asFloat();
                convert(i -> numbers[i]);
            }
        }
    }

    private static boolean sideBySide(INDArray array) {
        long step = 1;
        for (int i = array.rank() - 1; i >= 0; i--) {
            if (array.size(i) != 1 && array.stride(i) != step) return false;
            step *= array.size(i);
        }
        return true;
    }

    private static ByteBuffer bytes(long address, long size) {
        return new Address(address).capacity(size).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private void copy(long from) {
        for (int t = 0; t < places.length; t++) {
            source.to(from + 4L * ranges[t].begin());
            target.to(places[t].address(ranges[t].begin()));
            Pointer.memcpy(target, source, 4L * ranges[t].length());
        }
    }

    private interface Numbers {
        float at(int i);
    }

    private void convert(Numbers numbers) {
        for (int t = 0; t < places.length; t++) {
            FloatBuffer to = places[t].floats();
            for (int i = ranges[t].begin(); i < ranges[t].end(); i++) to.put(places[t].base() + i, numbers.at(i));
        }
    }
}
