package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Read back as the format's description says (numpy.lib.format, version 1.0). */
class NpyTest {
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '(<[fi]4)', 'fortran_order': False, 'shape': \\(((?:\\d+,)*)\\), } *\n");

    private record Read(String type, List<Long> shape, ByteBuffer data) {}

    private static Read read(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        bytes.get(magic);
        assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        byte[] header = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(header);
        assertThat(bytes.position() % 64).as("where the data begin").isZero();
        Matcher matcher = HEADER.matcher(new String(header, StandardCharsets.US_ASCII));
        assertThat(matcher.matches()).isTrue();
        List<Long> shape = Arrays.stream(matcher.group(2).split(",", -1))
                .filter(size -> !size.isEmpty())
                .map(Long::valueOf)
                .toList();
        return new Read(matcher.group(1), shape, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void floatsComeBackInRowMajorOrderAlsoOutOfAView() {
        INDArray whole = new Draws(1).normal(3, 5, 2);
        INDArray view = whole.get(NDArrayIndex.interval(1, 3), NDArrayIndex.all(), NDArrayIndex.all())
                .permute(2, 0, 1);
        Read read = read(Npy.bytes(view));
        assertThat(read.type()).isEqualTo("<f4");
        assertThat(read.shape()).containsExactly(2L, 2L, 5L);
        assertThat(read.data().remaining()).isEqualTo(4 * 20);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 5; k++) {
                    assertThat(read.data().getFloat()).isEqualTo(whole.getFloat(1 + j, k, i));
                }
            }
        }
    }

    @Test
    void idsComeBack() {
        Read read = read(Npy.bytes(Nd4j.createFromArray(new int[] {7, -1, 1 << 20})));
        assertThat(read.type()).isEqualTo("<i4");
        assertThat(read.shape()).containsExactly(3L);
        assertThat(new int[] {
                    read.data().getInt(), read.data().getInt(), read.data().getInt()
                })
                .containsExactly(7, -1, 1 << 20);
    }

    @Test
    void aScalarHasNoSizes() {
        Read read = read(Npy.bytes(Nd4j.scalar(2.5f)));
        assertThat(read.shape()).isEmpty();
        assertThat(read.data().getFloat()).isEqualTo(2.5f);
    }

    @Test
    void otherTypesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Npy.bytes(Nd4j.zeros(DataType.DOUBLE, 2)))
                .withMessageContaining("DOUBLE");
    }

    @Test
    void eachArrayGetsAFileNamedAfterItsPlace(@TempDir Path folder) throws IOException {
        Npy.write(folder.resolve("weights"), Map.of("out/bias", Nd4j.ones(DataType.FLOAT, 4)));
        byte[] file = Files.readAllBytes(folder.resolve("weights/out.bias.npy"));
        assertThat(read(file).shape()).containsExactly(4L);
    }
}
