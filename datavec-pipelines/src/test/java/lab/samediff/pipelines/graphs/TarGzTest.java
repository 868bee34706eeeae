package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import lab.samediff.pipelines.DataFormatException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarGzTest {
    private static final List<String> WANTED = List.of("cora/a");

    @TempDir
    Path folder;

    private interface Fill {
        void into(TarArchiveOutputStream tar) throws IOException;
    }

    private Path archive(Fill fill) throws IOException {
        Path file = folder.resolve("x.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            fill.into(tar);
        }
        return file;
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
        put(tar, new TarArchiveEntry(name, true), text);
    }

    @Test
    void theWantedEntryIsReadAndOthersAreNot() throws IOException {
        Path file = archive(tar -> {
            tar.putArchiveEntry(new TarArchiveEntry("cora/"));
            tar.closeArchiveEntry();
            put(tar, "cora/README", "read me");
            put(tar, "cora/a", "one");
        });
        assertThat(TarGz.read(file, WANTED))
                .containsOnlyKeys("cora/a")
                .containsEntry("cora/a", "one".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "cora/../../a", "/cora/a", "cora//a", ".hidden", "cora\\..\\a", "c:a", "cora/ä"})
    void anEntryWhoseNameCouldLeaveItsFolderIsRefused(String name) throws IOException {
        Path file = archive(tar -> {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            put(tar, "cora/a", "one");
            put(tar, name, "two");
        });
        assertThatThrownBy(() -> TarGz.read(file, WANTED))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("not a plain relative path");
    }

    @Test
    void linksAreRefused() throws IOException {
        Path file = archive(tar -> {
            TarArchiveEntry link = new TarArchiveEntry("cora/a", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/hosts");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        });
        assertThatThrownBy(() -> TarGz.read(file, WANTED)).hasMessageContaining("neither a file nor a folder");
    }

    @Test
    void anArchiveThatSaysItIsTooLargeIsRefusedBeforeMemoryIsTaken() throws IOException {
        // A header alone: the size is in octal digits at byte 124, the sum of the header's bytes at 148.
        TarArchiveEntry large = new TarArchiveEntry("cora/a", true);
        large.setSize(TarGz.LARGEST + 1);
        byte[] header = new byte[1024];
        large.writeEntryHeader(header);
        Path file = folder.resolve("large.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(header);
        }
        assertThatThrownBy(() -> TarGz.read(file, WANTED)).hasMessageContaining("bytes in all");
    }

    @Test
    void whatIsMissingOrThereTwiceIsNamed() throws IOException {
        Path without = archive(tar -> put(tar, "cora/b", "one"));
        assertThatThrownBy(() -> TarGz.read(without, WANTED)).hasMessageContaining("expected [cora/a], found []");
        Path twice = archive(tar -> {
            put(tar, "cora/a", "one");
            put(tar, "cora/a", "two");
        });
        assertThatThrownBy(() -> TarGz.read(twice, WANTED)).hasMessageContaining("it is there twice");
    }

    @Test
    void everyTruncationIsADataFormatException() throws IOException {
        byte[] whole = Files.readAllBytes(archive(tar -> put(tar, "cora/a", "some text that is not empty")));
        // The last 8 bytes are the checksum and the length of gzip, behind the end of the archive.
        for (int length = 0; length < whole.length - 30; length++) {
            Path cut = Files.write(folder.resolve("cut.tgz"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TarGz.read(cut, WANTED))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("cut.tgz");
        }
    }
}
