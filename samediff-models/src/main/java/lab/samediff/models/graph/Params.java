package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Named arrays, shared (the same objects) by every graph built over them. What a parameter begins with depends on the
 * seed and its name alone, not on the order in which layers are built.
 */
public final class Params {
    private final Map<String, INDArray> arrays;
    private final long seed;
    private final DataType type;

    /** No arrays yet; float32. */
    public Params(long seed) {
        this(seed, DataType.FLOAT);
    }

    /** No arrays yet; {@code type} is FLOAT, or DOUBLE for gradient checks. */
    public Params(long seed, DataType type) {
        this(seed, type, new LinkedHashMap<>());
    }

    private Params(long seed, DataType type, Map<String, INDArray> arrays) {
        if (type != DataType.FLOAT && type != DataType.DOUBLE) {
            throw new IllegalArgumentException("parameters are FLOAT or DOUBLE, not " + type);
        }
        this.seed = seed;
        this.type = type;
        this.arrays = arrays;
    }

    /** The parameters at or below {@code path} ("" is all of them); the arrays are shared, not copied. */
    public Params under(String path) {
        Params part = new Params(seed, type);
        arrays.forEach((name, array) -> {
            if (isUnder(name, path)) part.arrays.put(name, array);
        });
        return part;
    }

    /** An independent copy, such as the start of an exponential moving average. */
    public Params copy() {
        Params copy = new Params(seed, type);
        arrays.forEach((name, array) -> copy.arrays.put(name, array.dup()));
        return copy;
    }

    /** All arrays by name, in the order in which they were made; a view that cannot be changed. */
    public Map<String, INDArray> arrays() {
        return Collections.unmodifiableMap(arrays);
    }

    /**
     * The array {@code name}.
     *
     * @throws IllegalStateException if there is none
     */
    public INDArray array(String name) {
        INDArray array = arrays.get(name);
        if (array == null) throw new IllegalStateException("no parameter " + name);
        return array;
    }

    /** How many numbers there are in all arrays. */
    public long count() {
        return arrays.values().stream().mapToLong(INDArray::length).sum();
    }

    /** FLOAT, or DOUBLE in gradient checks. */
    public DataType dataType() {
        return type;
    }

    INDArray getOrCreate(String name, Init init) {
        INDArray known = arrays.get(name);
        if (known == null) {
            MemoryLimit.check("parameter " + name, type, init.shape());
            INDArray made = init.create(new SplittableRandom(seed ^ hash(name)), type);
            arrays.put(name, made);
            return made;
        }
        if (!Arrays.equals(known.shape(), init.shape())) {
            throw new ShapeException(
                    name,
                    "param",
                    "wanted " + Arrays.toString(init.shape()) + " but it is there already as "
                            + Arrays.toString(known.shape()));
        }
        return known;
    }

    /** Whether the parameter {@code name} is at or below {@code path}; everything is below "". */
    public static boolean isUnder(String name, String path) {
        return path.isEmpty() || name.equals(path) || name.startsWith(path + "/");
    }

    /** FNV-1a over the characters of a name; String.hashCode has 32 bits and many collisions among short names. */
    public static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        return hash;
    }
}
