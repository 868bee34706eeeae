package lab.samediff.experiments.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.samediff.experiments.files.Dtype;
import lab.samediff.experiments.files.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Named numbers, as they are saved; what is put is copied. A view {@link #at} a place puts its path before each name. */
public final class RunState {
    private final Map<String, Tensor> tensors;
    private final String path;

    RunState(Map<String, Tensor> tensors) {
        this(tensors, "");
    }

    private RunState(Map<String, Tensor> tensors, String path) {
        this.tensors = tensors;
        this.path = path;
    }

    /** An empty one, to save into. */
    static RunState empty() {
        return new RunState(new LinkedHashMap<>());
    }

    /** The same numbers, seen from {@code place}. */
    RunState at(String place) {
        return new RunState(tensors, path + place + "/");
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    /** Puts doubles. */
    public void put(String name, double... values) {
        add(name, Tensor.of(values, values.length));
    }

    /** Puts longs. */
    public void put(String name, long... values) {
        add(name, Tensor.of(values, values.length));
    }

    /** Puts a text. */
    public void put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(name, Tensor.of(bytes, bytes.length));
    }

    /** Puts an array of FLOAT or DOUBLE. */
    public void put(String name, INDArray array) {
        switch (array.dataType()) {
            case FLOAT -> add(name, Tensor.of(array.dup('c').data().asFloat(), array.shape()));
            case DOUBLE -> add(name, Tensor.of(array.dup('c').data().asDouble(), array.shape()));
            default ->
                throw new IllegalArgumentException(path + name + " is " + array.dataType() + ", not FLOAT or DOUBLE");
        }
    }

    /** The names of what lies at this place. */
    public List<String> names() {
        return tensors.keySet().stream()
                .filter(name -> name.startsWith(path))
                .map(name -> name.substring(path.length()))
                .toList();
    }

    /** The doubles of this name. */
    public double[] doubles(String name) {
        return get(name).doubles();
    }

    /** The longs of this name. */
    public long[] longs(String name) {
        return get(name).longs();
    }

    /** The text of this name. */
    public String text(String name) {
        return new String(get(name).bytes(), StandardCharsets.UTF_8);
    }

    /** The array of this name. */
    public INDArray array(String name) {
        Tensor tensor = get(name);
        long[] shape = tensor.shape().stream().mapToLong(size -> size).toArray();
        return tensor.dtype() == Dtype.F64
                ? Nd4j.createFromArray(tensor.doubles()).reshape(shape)
                : Nd4j.createFromArray(tensor.floats()).reshape(shape);
    }

    /** Writes the numbers of this name into an array of the same shape and type. */
    public void into(String name, INDArray target) {
        INDArray found = array(name);
        if (!Arrays.equals(found.shape(), target.shape()) || found.dataType() != target.dataType()) {
            throw new IllegalStateException("the checkpoint holds " + path + name + " as " + found.dataType() + " "
                    + Arrays.toString(found.shape()) + ", but it is " + target.dataType() + " "
                    + Arrays.toString(target.shape()) + "; settings or program have changed");
        }
        target.assign(found);
    }

    private void add(String name, Tensor tensor) {
        if (tensors.putIfAbsent(path + name, tensor) != null) {
            throw new IllegalStateException("two things to be kept are called " + path + name);
        }
    }

    private Tensor get(String name) {
        Tensor tensor = tensors.get(path + name);
        if (tensor == null) {
            throw new IllegalStateException(
                    "the checkpoint holds no " + path + name + "; the program has changed since it was written");
        }
        return tensor;
    }
}
