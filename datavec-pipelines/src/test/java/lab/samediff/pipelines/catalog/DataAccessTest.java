package lab.samediff.pipelines.catalog;

import static lab.samediff.pipelines.catalog.Samples.BYTES;
import static lab.samediff.pipelines.catalog.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import lab.samediff.pipelines.catalog.FileStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files are looked for, how they are checked, and what is said if they are missing. */
class DataAccessTest {
    private static final DataSource PLAIN = Samples.downloadable();

    @TempDir
    Path temp;

    private Path folder;
    private Path cache;
    private DataAccess access;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectory(temp.resolve("folder"));
        cache = temp.resolve("cache");
        access = Samples.access(cache).withFolder(folder);
    }

    @Test
    void theFolderComesBeforeTheCacheBeforeTheNetwork() throws IOException {
        try (LyingServer server = new LyingServer(LyingServer.whole(BYTES, ""))) {
            DataSource source = Samples.downloadable(server.uri());
            assertThat(access.where(source)).isEmpty();
            assertThat(access.locate(source).provenance().origin()).isEqualTo(Origin.DOWNLOAD);
            assertThat(access.locate(source).provenance().origin()).isEqualTo(Origin.CACHE);
            put(folder, BYTES);
            Located located = access.locate(source);
            assertThat(located.provenance())
                    .isEqualTo(new Provenance("toy", Origin.FOLDER, Map.of("toy/data.bin", Digest.sha256(BYTES))));
            assertThat(located.path("data.bin")).isEqualTo(folder.resolve("toy/data.bin"));
            assertThat(access.where(source)).map(Place::folder).contains(folder);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aFolderThatHoldsOnlyAPartIsPassedOver() throws IOException {
        byte[] other = bytes(5, 10);
        DataSource two = Samples.source(false, Samples.file("toy/data.bin", BYTES), Samples.file("toy/more", other));
        put(folder, BYTES);
        put(cache, BYTES);
        Files.write(cache.resolve("toy/more"), other);
        assertThat(access.locate(two).provenance().origin()).isEqualTo(Origin.CACHE);
    }

    @Test
    void aFetchLoadsOnlyWhatIsMissing() throws IOException {
        byte[] other = bytes(5, 10);
        put(cache, BYTES);
        try (LyingServer bin = new LyingServer(LyingServer.status(500));
                LyingServer more = new LyingServer(LyingServer.whole(other, ""))) {
            DataSource two = Samples.source(
                    false, Samples.file("toy/data.bin", BYTES, bin.uri()), Samples.file("toy/more", other, more.uri()));
            assertThat(access.fetch(two).path("more")).hasBinaryContent(other);
            assertThat(bin.asked()).isEmpty();
        }
    }

    @Test
    void aMissingDataSetIsExplained() {
        assertThatThrownBy(() -> access.locate(PLAIN))
                .isInstanceOfSatisfying(DataMissingException.class, e -> {
                    assertThat(e.source()).isEqualTo("toy");
                    assertThat(e.reason()).contains("no address");
                })
                .hasMessageContaining("toy/data.bin  300,001 bytes, sha256 " + Digest.sha256(BYTES))
                .hasMessageContaining("--data DIR")
                .hasMessageContaining(cache.toString())
                .hasMessageContaining("--stand-in");
        assertThatThrownBy(() -> access.withOffline(true).locate(Catalog.FASHION_MNIST))
                .hasMessageContaining("offline")
                .hasMessageContaining("lab data fetch fashion-mnist")
                .hasMessageContaining("apt install dataset-fashion-mnist");
        assertThatThrownBy(() -> access.withOffline(true).locate(Catalog.CATS_DOGS))
                .hasMessageContaining("and 394 more")
                .hasMessageContaining("Oxford-IIIT Pet");
    }

    @Test
    void offlineNoConnectionIsOpened() {
        try (LyingServer server = new LyingServer(LyingServer.whole(BYTES, ""))) {
            DataSource source = Samples.downloadable(server.uri());
            DataAccess offline = access.withOffline(true);
            assertThatThrownBy(() -> offline.locate(source)).isInstanceOf(DataMissingException.class);
            assertThatThrownBy(() -> offline.fetch(source)).isInstanceOf(DataMissingException.class);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void aFlippedByteIsFoundAndTheFileIsNeitherUsedNorDeleted() throws IOException {
        Path file = put(cache, BYTES);
        access.locate(PLAIN);
        byte[] flipped = BYTES.clone();
        flipped[1234] ^= 1;
        Files.write(file, flipped);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        assertThatThrownBy(() -> access.locate(PLAIN))
                .isInstanceOfSatisfying(CorruptDataException.class, e -> {
                    assertThat(e.file()).isEqualTo(file.toString());
                    assertThat(e.field()).isEqualTo("sha256");
                    assertThat(e.expected()).isEqualTo(Digest.sha256(BYTES));
                    assertThat(e.found()).isEqualTo(Digest.sha256(flipped));
                })
                .hasMessageContaining("delete it yourself");
        assertThat(file).hasBinaryContent(flipped);
        assertThat(access.verify(PLAIN)).extracting(FileStatus::state).containsExactly(State.WRONG_SHA256);
    }

    @Test
    void verifyHashesEvenIfSizeAndTimeAreUnchanged() throws IOException {
        Path file = put(folder, BYTES);
        access.locate(PLAIN);
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, bytes(6, BYTES.length));
        Files.setLastModifiedTime(file, time);
        assertThat(access.verify(PLAIN)).extracting(FileStatus::state).containsExactly(State.WRONG_SHA256);
    }

    @Test
    void aFileThatWasFoundRightIsNotHashedAgain() throws IOException {
        Path file = put(folder, BYTES);
        access.locate(PLAIN);
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, bytes(6, BYTES.length));
        Files.setLastModifiedTime(file, time);
        // Only a forged time lets other bytes through: proof that nothing was read.
        assertThat(access.locate(PLAIN).path("data.bin")).isEqualTo(file);
    }

    @Test
    void aTruncatedFileIsFoundByItsSize() throws IOException {
        put(cache, bytes(1, 1000));
        assertThat(access.verify(PLAIN)).extracting(FileStatus::state).containsExactly(State.WRONG_SIZE);
        assertThatThrownBy(() -> access.locate(PLAIN))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("size in bytes should be 300001 but is 1000");
        assertThat(cache.resolve("toy/data.bin")).hasSize(1000);
    }

    @Test
    void verifySaysWhichFilesAreMissing() throws IOException {
        assertThat(access.verify(PLAIN)).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(State.MISSING);
            assertThat(status.path()).isEqualTo(cache.resolve("toy/data.bin"));
        });
    }

    @Test
    void aStandInIsUsedWhenAskedForAndIsNotComparable() throws IOException {
        put(folder, BYTES);
        Located located = access.withStandIns(StandIns.ALWAYS).locate(PLAIN);
        assertThat(located.standIn()).isTrue();
        assertThat(located.provenance().comparable()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> located.path("data.bin"));
    }

    @Test
    void aDataSetWithoutAStandInIsUsedAsItIs() throws IOException {
        put(folder, BYTES);
        DataSource source = Samples.source(false, Samples.file("toy/data.bin", BYTES));
        assertThat(access.withStandIns(StandIns.ALWAYS).locate(source).standIn())
                .isFalse();
        assertThatThrownBy(() ->
                        Samples.access(cache).withStandIns(StandIns.IF_MISSING).locate(source))
                .isInstanceOf(DataMissingException.class)
                .message()
                .doesNotContain("--stand-in");
    }

    @Test
    void ifMissingTheStandInSaysWhy() throws IOException {
        Located located =
                access.withStandIns(StandIns.IF_MISSING).withOffline(true).locate(Catalog.MNIST);
        assertThat(located.standIn()).isTrue();
        assertThat(located.provenance().reason()).isEqualTo("nothing is downloaded offline");
    }

    @Test
    void corruptDataIsNotReplacedByAStandIn() throws IOException {
        put(folder, bytes(6, BYTES.length));
        assertThatThrownBy(() -> access.withStandIns(StandIns.IF_MISSING).locate(PLAIN))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("--data or LAB_DATA");
    }

    @Test
    void aFolderThatDoesNotExistIsAnErrorAndNoReasonForAStandIn() {
        DataAccess mistyped = access.withFolder(temp.resolve("foldre")).withStandIns(StandIns.IF_MISSING);
        assertThatThrownBy(() -> mistyped.locate(PLAIN))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("foldre")
                .hasMessageContaining("LAB_DATA");
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed() throws IOException {
        Path notAFolder = Files.writeString(temp.resolve("file"), "x");
        try (LyingServer server = new LyingServer(LyingServer.whole(BYTES, ""))) {
            DataAccess blocked = Samples.access(notAFolder.resolve("lab")).withStandIns(StandIns.IF_MISSING);
            assertThatThrownBy(() -> blocked.locate(Samples.downloadable(server.uri())))
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining(notAFolder.resolve("lab").toString());
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void aFolderIsReadEvenIfTheCacheCannotBeWritten() throws IOException {
        put(folder, BYTES);
        Path notAFolder = Files.writeString(temp.resolve("file"), "x");
        assertThat(access.withCache(notAFolder.resolve("lab"))
                        .locate(PLAIN)
                        .provenance()
                        .origin())
                .isEqualTo(Origin.FOLDER);
    }

    @Test
    void aDirectoryInPlaceOfAFileIsAnError() throws IOException {
        Files.createDirectories(folder.resolve("toy/data.bin"));
        assertThatThrownBy(() -> access.locate(PLAIN)).hasMessageContaining("not a regular file");
    }

    @Test
    void aPackageIsCheckedByWhatItsFilesUnpackTo() throws IOException {
        Path installed = Files.createDirectory(temp.resolve("package"));
        byte[] published = gzip(BYTES, 9);
        DataFile.Content content = new DataFile.Content(BYTES.length, Digest.sha256(BYTES));
        DataFile file = new DataFile("toy/data.gz", published.length, Digest.sha256(published), content, List.of());
        DebianPackage debian = new DebianPackage("dataset-toy", installed.toString());
        DataSource source = new DataSource("toy", "A toy", "CC0", "nobody", List.of(file), debian, false, "");

        Files.write(installed.resolve("data.gz"), gzip(BYTES, 0));
        Provenance provenance = access.locate(source).provenance();
        assertThat(provenance).isEqualTo(new Provenance("toy", Origin.DEBIAN, Map.of("toy/data.gz", content.sha256())));

        byte[] longer = bytes(7, 10_000_000);
        for (byte[] wrong : List.of(gzip(bytes(2, BYTES.length), 9), gzip(longer, 9), bytes(2, 100), new byte[0])) {
            Files.write(installed.resolve("data.gz"), wrong);
            assertThatThrownBy(() -> access.locate(source))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("Reinstall");
        }
    }

    @Test
    void theEnvironmentNamesFolderCacheAndStandIn() {
        assertThat(DataAccess.of(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")).cache())
                .isEqualTo(Path.of("/x/lab"));
        assertThat(DataAccess.of(Map.of("XDG_CACHE_HOME", "x", "HOME", "/h")).cache())
                .isEqualTo(Path.of("/h/.cache/lab"));
        assertThat(DataAccess.of(Map.of()).cache())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "lab"));
        assertThat(Options.of(Map.of("LAB_DATA", "d", "LAB_STAND_IN", "1")))
                .extracting(Options::folder, Options::standIns)
                .containsExactly(Path.of("d"), StandIns.ALWAYS);
        assertThat(Options.of(Map.of("LAB_DATA", "")).folder()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataAccess.of(Map.of("LAB_STAND_IN", "yes")))
                .withMessageContaining("LAB_STAND_IN is 'yes'");
    }

    private static Path put(Path below, byte[] bytes) throws IOException {
        Path file = below.resolve("toy/data.bin");
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static byte[] gzip(byte[] bytes, int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new LevelGzip(out, level)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** The same content in other compressed bytes. */
    private static final class LevelGzip extends GZIPOutputStream {
        LevelGzip(OutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }
}
