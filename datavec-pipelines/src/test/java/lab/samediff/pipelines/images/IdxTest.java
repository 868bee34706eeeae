package lab.samediff.pipelines.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    private static final byte[] PLAIN = example().toBytes();
    private static final byte[] ZIPPED = gzip(PLAIN);

    @Test
    void readsWhatTheFormatSays() throws IOException {
        byte[] file = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, (byte) 255};
        Idx idx = read(file);
        assertThat(idx.rank()).isEqualTo(3);
        assertThat(new int[] {idx.dim(0), idx.dim(1), idx.dim(2)}).containsExactly(2, 1, 3);
        assertThat(idx.data()).containsExactly(10, 20, 30, 40, 50, 255);
        assertThat(idx.toBytes()).containsExactly(file);
    }

    @Test
    void gzipIsSeenFromTheContentNotFromTheName(@TempDir Path folder) throws IOException {
        Path plain = Files.write(folder.resolve("plain.gz"), PLAIN);
        Path zipped = Files.write(folder.resolve("zipped"), ZIPPED);
        assertThat(Idx.read(plain).toBytes()).containsExactly(PLAIN);
        assertThat(Idx.read(zipped).toBytes()).containsExactly(PLAIN);
    }

    @Test
    void everyTruncationIsReportedWithTheFile() {
        for (byte[] file : new byte[][] {PLAIN, ZIPPED}) {
            for (int length = 0; length < file.length; length++) {
                byte[] part = Arrays.copyOf(file, length);
                assertThatThrownBy(() -> read(part))
                        .as("first %d bytes", length)
                        .isInstanceOf(DataFormatException.class)
                        .hasMessageContaining("some-file");
            }
        }
    }

    @Test
    void truncatedValuesAreCounted() {
        assertThatThrownBy(() -> read(Arrays.copyOf(PLAIN, PLAIN.length - 7)))
                .hasMessageContaining("truncated: expected 60 bytes, got 53");
    }

    @Test
    void everyValueOfEveryHeaderByteIsRefusedOrMeansWhatItSays() {
        for (byte[] file : new byte[][] {PLAIN, ZIPPED}) {
            for (int at = 0; at < 20; at++) {
                for (int value = 0; value < 256; value++) {
                    byte[] changed = file.clone();
                    changed[at] = (byte) value;
                    assertRefusedOrConsistent(changed);
                }
            }
        }
    }

    @Test
    void randomDamageIsRefusedOrMeansWhatItSays() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 6000; i++) {
            byte[] file = i % 2 == 0 ? PLAIN.clone() : ZIPPED.clone();
            for (int hits = random.nextInt(1, 5); hits > 0; hits--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(2 * file.length) : file.length;
            assertRefusedOrConsistent(Arrays.copyOf(file, length));
        }
    }

    @Test
    void headerFaultsNameTheField() {
        assertFault(changed(2, 13), "magic number", "0x00000d03");
        assertFault(changed(3, 9), "magic number", "0x00000809");
        assertFault(changed(4, 0x80), "count", "must be positive, got -2147483645");
        assertFault(changed(11, 0), "rows", "must be positive, got 0");
        assertFault(changed(12, 0xff), "columns", "must be positive");
        assertFault(changed(4, 0x7f), "dimensions", "declare more than");
        assertFault(changed(8, 0x7f), "dimensions", "declare more than");
    }

    @Test
    void sizesWhoseProductOverflowsAreRefusedBeforeMemoryIsTaken() {
        // 65536 · 65536 · 4 is 0 in 32 bits, 2^40 · 2^20 · 16 is 0 in 64.
        assertFault(header(65536, 65536, 4), "dimensions", "declare more than");
        assertFault(header(1 << 30, 1 << 30, 1 << 4), "dimensions", "declare more than");
        assertFault(header(1, 1, Idx.MAX_BYTES + 1), "dimensions", "declare more than");
        assertFault(header(1, 1, Idx.MAX_BYTES), "values", "got 0");
    }

    @Test
    void anythingAfterTheValuesIsRefused() {
        byte[] longer = Arrays.copyOf(PLAIN, PLAIN.length + 1);
        assertFault(longer, "values", "trailing bytes");
        assertFault(gzip(longer), "values", "trailing bytes");
    }

    @Test
    void anythingAfterTheCompressedStreamIsRefused() {
        for (int junk : new int[] {1, 2, 8, 17, 18, 19, 100, 5000}) {
            assertFault(Arrays.copyOf(ZIPPED, ZIPPED.length + junk), "gzip", junk + " trailing bytes");
        }
    }

    @Test
    void aGzipBombIsLeftAfterOneByteTooMany() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            out.write(PLAIN);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        // Half of it: a reader that went on would come to the end and call the file truncated.
        byte[] half = Arrays.copyOf(bomb.toByteArray(), bomb.size() / 2);
        assertFault(half, "values", "trailing bytes: more than the declared 60");
    }

    @Test
    void severalGzipMembersAreOneStream() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(gzip(Arrays.copyOf(PLAIN, 30)));
        file.write(gzip(Arrays.copyOfRange(PLAIN, 30, PLAIN.length)));
        assertThat(read(file.toByteArray()).toBytes()).containsExactly(PLAIN);
    }

    @Test
    void aFailingDiskIsNotCalledADamagedFile() {
        FilterInputStream broken = new FilterInputStream(new ByteArrayInputStream(PLAIN)) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("disk");
            }
        };
        assertThatThrownBy(() -> Idx.read(broken, "some-file"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @Test
    void dimensionsMustFitTheValues() {
        assertThatThrownBy(() -> new Idx(new int[] {2, 3}, new byte[5])).hasMessageContaining("do not fit 5 values");
        assertThatThrownBy(() -> new Idx(new int[] {}, new byte[1])).hasMessageContaining("1 to 4");
        assertThatThrownBy(() -> new Idx(new int[] {0}, new byte[0])).hasMessageContaining("positive");
    }

    @Test
    void theRealFilesAreReadWhole() throws IOException {
        Idx images = Idx.read(SharedData.data("mnist/train-images-idx3-ubyte.gz"));
        Idx labels = Idx.read(SharedData.data("mnist/train-labels-idx1-ubyte.gz"));
        assertThat(images).hasToString("IDX [60000, 28, 28]");
        // The first labels and the share of ink as published with the set: 5 0 4 1 9 and a mean brightness of 0.1307.
        assertThat(Arrays.copyOf(labels.data(), 5)).containsExactly(5, 0, 4, 1, 9);
        long ink = 0;
        for (byte pixel : images.data()) {
            ink += pixel & 0xff;
        }
        assertThat(ink / 255.0 / images.data().length).isBetween(0.13065, 0.13075);
    }

    /** Either the exception that names the file, or a value that, written again, is the (uncompressed) input. */
    private static void assertRefusedOrConsistent(byte[] file) {
        Idx idx;
        try {
            idx = read(file);
        } catch (DataFormatException e) {
            assertThat(e).hasMessageContaining("some-file");
            return;
        } catch (IOException e) {
            throw new AssertionError("not a DataFormatException", e);
        }
        assertThat(idx.toBytes()).containsExactly(uncompressed(file));
    }

    private static void assertFault(byte[] file, String field, String problem) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(DataFormatException.class, e -> {
                    assertThat(e.file()).isEqualTo("some-file");
                    assertThat(e.field()).isEqualTo(field);
                })
                .hasMessageContaining(problem);
    }

    private static Idx read(byte[] file) throws IOException {
        return Idx.read(new ByteArrayInputStream(file), "some-file");
    }

    private static Idx example() {
        byte[] data = new byte[60];
        new SplittableRandom(7).nextBytes(data);
        return new Idx(new int[] {3, 4, 5}, data);
    }

    private static byte[] changed(int at, int value) {
        byte[] file = PLAIN.clone();
        file[at] = (byte) value;
        return file;
    }

    private static byte[] header(int count, int rows, int columns) {
        return ByteBuffer.allocate(16)
                .putInt(0x803)
                .putInt(count)
                .putInt(rows)
                .putInt(columns)
                .array();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(file)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file.toByteArray();
    }

    private static byte[] uncompressed(byte[] file) {
        if ((file[0] & 0xff) != 0x1f || (file[1] & 0xff) != 0x8b) {
            return file;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("accepted a stream that is not gzip", e);
        }
    }
}
