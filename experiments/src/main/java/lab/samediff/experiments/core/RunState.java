package lab.samediff.experiments.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.samediff.experiments.files.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
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
        ByteBuffer bytes = bytes(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        add(name, new Tensor(Tensor.Type.F64, new long[] {values.length}, bytes.array()));
    }

    /** Puts longs. */
    public void put(String name, long... values) {
        ByteBuffer bytes = bytes(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        add(name, new Tensor(Tensor.Type.I64, new long[] {values.length}, bytes.array()));
    }

    /** Puts a text. */
    public void put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(name, new Tensor(Tensor.Type.U8, new long[] {bytes.length}, bytes));
    }

    /** Puts an array of FLOAT or DOUBLE. */
    public void put(String name, INDArray array) {
        if (array.dataType() == DataType.FLOAT) {
            float[] values = array.dup('c').data().asFloat();
            ByteBuffer bytes = bytes(Math.multiplyExact(values.length, Float.BYTES));
            bytes.asFloatBuffer().put(values);
            add(name, new Tensor(Tensor.Type.F32, array.shape(), bytes.array()));
        } else if (array.dataType() == DataType.DOUBLE) {
            double[] values = array.dup('c').data().asDouble();
            ByteBuffer bytes = bytes(Math.multiplyExact(values.length, Double.BYTES));
            bytes.asDoubleBuffer().put(values);
            add(name, new Tensor(Tensor.Type.F64, array.shape(), bytes.array()));
        } else {
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
        Tensor tensor = get(name, Tensor.Type.F64);
        double[] values = new double[tensor.data().length / Double.BYTES];
        order(tensor).asDoubleBuffer().get(values);
        return values;
    }

    /** The longs of this name. */
    public long[] longs(String name) {
        Tensor tensor = get(name, Tensor.Type.I64);
        long[] values = new long[tensor.data().length / Long.BYTES];
        order(tensor).asLongBuffer().get(values);
        return values;
    }

    /** The text of this name. */
    public String text(String name) {
        return new String(get(name, Tensor.Type.U8).data(), StandardCharsets.UTF_8);
    }

    /** The array of this name. */
    public INDArray array(String name) {
        Tensor tensor = get(name);
        if (tensor.type() == Tensor.Type.F64) {
            return Nd4j.createFromArray(doubles(name)).reshape(tensor.shape());
        }
        float[] values = new float[get(name, Tensor.Type.F32).data().length / Float.BYTES];
        order(tensor).asFloatBuffer().get(values);
        return Nd4j.createFromArray(values).reshape(tensor.shape());
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

    private Tensor get(String name, Tensor.Type type) {
        Tensor tensor = get(name);
        if (tensor.type() != type) {
            throw new IllegalStateException(
                    "the checkpoint holds " + path + name + " as " + tensor.type() + ", not " + type);
        }
        return tensor;
    }

    private Tensor get(String name) {
        Tensor tensor = tensors.get(path + name);
        if (tensor == null) {
            throw new IllegalStateException(
                    "the checkpoint holds no " + path + name + "; the program has changed since it was written");
        }
        return tensor;
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer order(Tensor tensor) {
        return ByteBuffer.wrap(tensor.data()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
