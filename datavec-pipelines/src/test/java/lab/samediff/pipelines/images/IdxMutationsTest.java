package lab.samediff.pipelines.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged IDX files end in the one documented exception, or are IDX: they write back to the same bytes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdxMutationsTest {
    private static final int CASES = 3_000;
    private static final long MOST_BYTES = 2 << 20;

    static final byte[] LABELS = new Idx(new int[] {12}, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1}).toBytes();
    static final byte[] IMAGES = new Idx(new int[] {12, 3, 2}, pixels(72)).toBytes();

    private static byte[] pixels(int count) {
        byte[] pixels = new byte[count];
        for (int i = 0; i < count; i++) pixels[i] = (byte) (i * 37);
        return pixels;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** What the file holds if it is IDX; null if it is refused as documented. */
    private static Idx read(byte[] file) throws IOException {
        try {
            return Idx.read(new ByteArrayInputStream(file), "hostile");
        } catch (DataFormatException e) {
            assertThat(e).hasMessageStartingWith("hostile: " + e.field() + ": ").hasMessageEndingWith(".");
            return null;
        }
    }

    static boolean isReadOrRefused(byte[] file) throws IOException {
        return read(file) != null;
    }

    static boolean writesBackOrIsRefused(byte[] file) throws IOException {
        Idx idx = read(file);
        if (idx != null) assertThat(idx.toBytes()).isEqualTo(file);
        return idx != null;
    }

    @Test
    void eachMutationIsRefusedOrWritesBackToTheSame() {
        Hostile.Tally tally = Hostile.cases(
                CASES,
                MOST_BYTES,
                random -> writesBackOrIsRefused(Hostile.mutated(random.nextBoolean() ? IMAGES : LABELS, random)));
        assertThat(tally.refused()).isGreaterThan(CASES / 2);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    @Test
    void eachHeaderIsRefusedUnlessItsSizesAreThoseOfTheData() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> writesBackOrIsRefused(headed(random)));
        assertThat(tally.refused()).isGreaterThan(CASES / 2);
        assertThat(tally.taken()).isGreaterThan(CASES / 100);
    }

    /** A magic number with up to five sizes and some data; one time in two the first size fits. */
    private static byte[] headed(SplittableRandom random) {
        int rank = random.nextInt(0, 6);
        int magic = random.nextInt(4) == 0 ? random.nextInt() >>> random.nextInt(32) : 0x800 | rank;
        int length = random.nextInt(0, 64);
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * rank + length).putInt(magic);
        boolean fits = random.nextBoolean();
        for (int i = 0; i < rank; i++) file.putInt(fits ? (i == 0 ? length : 1) : size(random));
        return file.array();
    }

    private static int size(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> 1 << random.nextInt(32);
            case 2 -> -random.nextInt(4);
            default -> random.nextInt(1, 9);
        };
    }

    @Test
    void eachMutationOfACompressedFileIsRefusedOrHoldsTheSame() throws IOException {
        byte[] original = gzip(IMAGES);
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            Idx idx = read(Hostile.mutated(original, random));
            // The header's time, name and system are not covered by the checksum; all else is.
            if (idx != null) assertThat(idx.toBytes()).isEqualTo(IMAGES);
            return idx != null;
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 2);
        assertThat(tally.taken()).isPositive();
    }

    @Test
    void eachMutationInsideOfACompressedFileIsRefusedOrWritesBackToTheSame() {
        Hostile.cases(CASES, MOST_BYTES, random -> {
            byte[] file = Hostile.mutated(LABELS, random);
            Idx idx = read(gzip(file));
            if (idx != null) assertThat(idx.toBytes()).isEqualTo(file);
            return idx != null;
        });
    }

    @Test
    void eachPairOfMutatedFilesIsRefusedOrHasALabelOfAClassForEachImage() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            Idx images = read(random.nextBoolean() ? IMAGES : Hostile.mutated(IMAGES, random));
            Idx labels = read(random.nextBoolean() ? LABELS : Hostile.mutated(LABELS, random));
            if (images == null || labels == null) return false;
            try {
                LabelledImages joined = LabelledImages.of(images, "images", labels, "labels", 10);
                assertThat(joined.size() * joined.height() * joined.width()).isEqualTo(joined.pixels().length);
                for (int i = 0; i < joined.size(); i++)
                    assertThat(joined.label(i)).isBetween(0, 9);
                return true;
            } catch (DataFormatException e) {
                assertThat(e.getMessage()).matches("(?s)(images|labels): (magic number|count|label \\d+): .*");
                return false;
            }
        });
        assertThat(tally.taken()).isGreaterThan(CASES / 5);
        assertThat(tally.refused()).isGreaterThan(CASES / 5);
    }

    @Test
    void aBombIsNotInflatedBeyondWhatItsHeaderDeclares() throws IOException {
        byte[] zeros = Arrays.copyOf(LABELS, 100 << 20);
        byte[] bomb = gzip(zeros);
        assertThat(read(gzip(LABELS))).isNotNull();
        assertThat(bomb.length).isLessThan(200_000);
        Hostile.Tally tally = Hostile.cases(1, MOST_BYTES, random -> read(bomb) != null);
        assertThat(tally.refused()).isOne();
    }
}
