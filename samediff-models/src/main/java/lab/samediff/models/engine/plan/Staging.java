package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;
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
        int copies = memories.spread(root) == Spread.SAMPLES ? memories.batch().threads() : 1;
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

    void stage(INDArray array) {
        if (array.dataType() == DataType.FLOAT && Memory.readable(array)) {
            long from = array.data().address();
            for (int t = 0; t < places.length; t++) {
                source.to(from + 4L * ranges[t].begin());
                target.to(places[t].address(ranges[t].begin()));
                Pointer.memcpy(target, source, 4L * ranges[t].length());
            }
        } else {
            float[] numbers = array.dup('c').data().asFloat();
            for (int t = 0; t < places.length; t++) {
                FloatBuffer to = places[t].floats();
                to.put(places[t].base() + ranges[t].begin(), numbers, ranges[t].begin(), ranges[t].length());
            }
        }
    }
}
