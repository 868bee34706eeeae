package lab.samediff.experiments.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays as NumPy files, format version 1.0 (numpy.lib.format), little-endian and in row-major order. */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private Npy() {}

    /** Writes each array as {@code folder/name.npy}; a '/' in a name becomes a '.'. */
    static void write(Path folder, Map<String, INDArray> arrays) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, INDArray> entry : arrays.entrySet()) {
            Files.write(folder.resolve(entry.getKey().replace('/', '.') + ".npy"), bytes(entry.getValue()));
        }
    }

    /**
     * The file's content.
     *
     * @throws IllegalArgumentException if the array is neither FLOAT nor INT32
     */
    static byte[] bytes(INDArray array) {
        byte[] header = header(array);
        ByteBuffer out = ByteBuffer.allocate(
                        MAGIC.length + 2 + header.length + Math.toIntExact(Math.multiplyExact(array.length(), 4)))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putShort((short) header.length).put(header);
        // A copy: the buffer of a view also holds what the view leaves out.
        INDArray rows = array.dup('c');
        if (array.dataType() == DataType.FLOAT) {
            out.asFloatBuffer().put(rows.data().asFloat());
        } else {
            out.asIntBuffer().put(rows.data().asInt());
        }
        return out.array();
    }

    private static byte[] header(INDArray array) {
        String type =
                switch (array.dataType()) {
                    case FLOAT -> "<f4";
                    case INT -> "<i4";
                    default -> throw new IllegalArgumentException("no file for arrays of " + array.dataType());
                };
        String shape = Arrays.stream(array.shape()).mapToObj(size -> size + ",").collect(Collectors.joining());
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int before = MAGIC.length + 2;
        int padding = ALIGNMENT - (before + text.length() + 1) % ALIGNMENT;
        return (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
