package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Hostile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and hostile archives end in the documented exception, or hold what was put into them. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TarGzMutationsTest {
    private static final int CASES = 2_000;
    private static final long MOST_BYTES = 8 << 20;
    private static final List<String> WANTED = List.of("cora/a", "cora/b");
    private static final byte[] A = "one\t1\tTheory\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] B = "two\tone\n".repeat(90).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @BeforeEach
    void theGoodOneIsRead() throws IOException {
        assertThat(TarGz.read(file(gzip(tar())), WANTED)).containsOnlyKeys(WANTED);
    }

    static byte[] tar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            put(tar, "cora/", new byte[0]);
            put(tar, "cora/README", "read me".getBytes(StandardCharsets.UTF_8));
            put(tar, "cora/a", A);
            put(tar, "cora/b", B);
        }
        return out.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.tgz"), bytes);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void refused(Path file, long mostBytes) {
        Hostile.cases(1, mostBytes, random -> {
            assertThatThrownBy(() -> TarGz.read(file, WANTED))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageStartingWith(file + ": ");
            return false;
        });
    }

    @Test
    void eachMutationOfTheCompressedFileIsRefusedOrHoldsTheSame() throws IOException {
        byte[] original = gzip(tar());
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            Path file = file(Hostile.mutated(original, random));
            try {
                var entries = TarGz.read(file, WANTED);
                assertThat(entries.get("cora/a")).isEqualTo(A);
                assertThat(entries.get("cora/b")).isEqualTo(B);
                return true;
            } catch (DataFormatException e) {
                assertThat(e).hasMessageStartingWith(file + ": " + e.field() + ": ");
                return false;
            }
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 2);
    }

    @Test
    void eachMutationInsideIsRefusedOrGivesBytesThatStandInTheArchive() throws IOException {
        byte[] original = tar();
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            byte[] changed = header(Hostile.mutated(original, random), random);
            Path file = file(gzip(changed));
            String inside = new String(changed, StandardCharsets.ISO_8859_1);
            try {
                var entries = TarGz.read(file, WANTED);
                assertThat(entries).containsOnlyKeys(WANTED);
                for (byte[] entry : entries.values()) {
                    assertThat(inside).contains(new String(entry, StandardCharsets.ISO_8859_1));
                }
                return true;
            } catch (DataFormatException e) {
                assertThat(e)
                        .hasMessageStartingWith(file + ": " + e.field() + ": ")
                        .hasMessageMatching("\\P{Cntrl}+");
                return false;
            }
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    /** One time in two with other bytes in a header whose checksum fits again. */
    private static byte[] header(byte[] tar, SplittableRandom random) {
        int headers = tar.length / 512;
        if (headers == 0 || random.nextBoolean()) return tar;
        int at = 512 * random.nextInt(Math.min(8, headers));
        int field = at + Hostile.any(List.of(0, 100, 124, 136, 156, 157, 257, 345, 386, 483), random);
        switch (random.nextInt(3)) {
            case 0 -> tar[field] = (byte) random.nextInt(256);
            case 1 ->
                Arrays.fill(tar, field, Math.min(field + random.nextInt(1, 12), at + 512), (byte) random.nextInt(256));
            default -> tar[at + 156] = (byte) "01234567LKxgSVMNXADE\0".charAt(random.nextInt(21));
        }
        sum(tar, at);
        return tar;
    }

    private static void sum(byte[] tar, int at) {
        Arrays.fill(tar, at + 148, at + 156, (byte) ' ');
        int sum = 0;
        for (int i = at; i < at + 512; i++) sum += tar[i] & 0xff;
        byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, at + 148, 8);
    }

    /** A header alone. */
    private static byte[] header(String name, char type, String size) {
        byte[] header = new byte[512];
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, 0, bytes.length);
        byte[] octal = size.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, header, 124, octal.length);
        header[156] = (byte) type;
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 8);
        sum(header, 0);
        return header;
    }

    /** Everything of it compresses to nothing. */
    private Path archive(byte[] head, byte[] block, int times) throws IOException {
        Path file = folder.resolve("bomb.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(head);
            for (int i = 0; i < times; i++) out.write(block);
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6', '7', 'L', 'K', 'x', 'g', 'S', 'V', 'M', 'X', 'N', 'Z'})
    void onlyPlainFilesAndFoldersAreTaken(char type) throws IOException {
        byte[] tar = tar();
        byte[] with = new byte[tar.length + 512];
        System.arraycopy(header("cora/c", type, "00000000000"), 0, with, 0, 512);
        System.arraycopy(tar, 0, with, 512, tar.length);
        refused(file(gzip(with)), MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x', 'g'})
    void aNameOf100MegabytesIsRefusedInBoundedMemory(char type) throws IOException {
        byte[] name = new byte[1 << 20];
        Arrays.fill(name, (byte) 'a');
        refused(archive(header("././@LongLink", type, "00640000000"), name, 100), MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x', 'g', '0', '5'})
    void fiftyThousandHeadersInARowDoNotOverflowTheStack(char type) throws IOException {
        refused(archive(new byte[0], header("cora/d", type, "00000000000"), 50_000), MOST_BYTES);
    }

    @Test
    void sizesThatOverflowALongTogetherAreRefused() throws IOException {
        byte[] large = header("cora/README", '0', "00000000000");
        // Base 256: 2^63 - 1.
        Arrays.fill(large, 124, 136, (byte) 0xff);
        large[124] = (byte) 0x80;
        Arrays.fill(large, 125, 128, (byte) 0);
        large[128] = 0x7f;
        sum(large, 0);
        byte[] small = Arrays.copyOf(header("cora/a", '0', "00000000001"), 1024);
        byte[] both = Arrays.copyOf(small, 1536);
        System.arraycopy(large, 0, both, 1024, 512);
        Path file = archive(both, new byte[512], 4);
        refused(file, MOST_BYTES);
        assertThatThrownBy(() -> TarGz.read(file, WANTED)).hasMessageContaining("bytes in all");
    }

    @Test
    void whatFollowsTheArchiveIsNotInflatedWithoutEnd() throws IOException {
        Path file = archive(tar(), new byte[1 << 20], 100);
        refused(file, MOST_BYTES);
    }
}
