package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of FLOAT or DOUBLE that an experiment collects in a loop; from {@link Run#arrays}. */
public final class ArraySeries implements Resumable {
    private final List<INDArray> arrays = new ArrayList<>();

    ArraySeries() {}

    /** Adds a copy of an array at the end. */
    public void add(INDArray array) {
        arrays.add(array.dup('c'));
    }

    /** All of them, in the order in which they came. */
    public List<INDArray> all() {
        return List.copyOf(arrays);
    }

    /** The one that came last. */
    public INDArray last() {
        return arrays.get(arrays.size() - 1);
    }

    @Override
    public void save(RunState out) {
        out.put("count", (long) arrays.size());
        for (int i = 0; i < arrays.size(); i++) out.put("array " + i, arrays.get(i));
    }

    @Override
    public void load(RunState in) {
        arrays.clear();
        long count = in.longs("count")[0];
        for (int i = 0; i < count; i++) arrays.add(in.array("array " + i));
    }
}
