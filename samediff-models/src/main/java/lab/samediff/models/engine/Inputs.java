package lab.samediff.models.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lab.samediff.models.graph.Graph;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks what is fed to a graph: names, shapes and the range of ids. */
final class Inputs {
    private Inputs() {}

    /**
     * Compares {@code fed} with what {@code wanted} says.
     *
     * @throws IllegalArgumentException naming the input, what it wants and what it got
     */
    static void check(Map<String, Graph.Input> wanted, Map<String, INDArray> fed) {
        if (!fed.keySet().equals(wanted.keySet())) {
            throw new IllegalArgumentException("the graph wants inputs " + new TreeSet<>(wanted.keySet()) + ", got "
                    + new TreeSet<>(fed.keySet()));
        }
        wanted.forEach((name, input) -> {
            INDArray array = fed.get(name);
            if (array == null || !fits(input.shape(), array.shape())) {
                throw new IllegalArgumentException("input " + name + " wants shape " + input.shape()
                        + " (-1: any), got " + (array == null ? "nothing" : Arrays.toString(array.shape())));
            }
            if (array.isEmpty() || array.length() == 0) {
                throw new IllegalArgumentException("input " + name + " is empty, its shape is "
                        + Arrays.toString(array.shape()) + "; feed at least one entry");
            }
            if (input.limit() > 0) checkIds(name, array, input.limit());
        });
    }

    private static boolean fits(List<Long> wanted, long[] have) {
        if (wanted.size() != have.length) return false;
        for (int i = 0; i < have.length; i++) if (wanted.get(i) != -1 && wanted.get(i) != have[i]) return false;
        return true;
    }

    private static void checkIds(String name, INDArray ids, int limit) {
        // A copy of a view: its buffer also holds what the view leaves out. All else is read where it is.
        DataBuffer numbers = ids.isView() || ids.offset() != 0 ? ids.dup('c').data() : ids.data();
        for (long i = 0; i < ids.length(); i++) {
            double id = numbers.getDouble(i);
            if (!(id >= 0 && id < limit) || id != Math.rint(id)) {
                throw new IllegalArgumentException(
                        "input " + name + " holds id " + id + "; ids are 0 to " + (limit - 1));
            }
        }
    }
}
