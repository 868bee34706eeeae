package lab.samediff.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import lab.samediff.experiments.files.DamagedFileException.Damage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    // echo -n abc | sha256sum; the example of FIPS 180-4.
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectory(parent.resolve("kept"));
        Manifest.write(folder, Map.of("a.txt", bytes("abc"), "b.txt", bytes("b")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path manifest() {
        return folder.resolve("MANIFEST.json");
    }

    private static void assertDamage(Damage damage, ThrowingCallable reading, String... words) {
        assertThatExceptionOfType(DamagedFileException.class)
                .isThrownBy(reading)
                .satisfies(e -> assertThat(e.damage()).isEqualTo(damage))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(words));
    }

    private void assertDamage(Damage damage, String... words) {
        assertDamage(damage, () -> Manifest.read(folder), words);
    }

    @Test
    void theFormIsThis() {
        assertThat(manifest()).hasContent("""
                {
                  "format" : 1,
                  "folder" : "kept",
                  "best" : false,
                  "files" : [
                    {
                      "name" : "a.txt",
                      "size" : 3,
                      "sha256" : "%s"
                    },
                    {
                      "name" : "b.txt",
                      "size" : 1,
                      "sha256" : "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
                    }
                  ]
                }
                """.formatted(ABC));
    }

    @Test
    void whatWasWrittenComesBack() throws IOException {
        Manifest read = Manifest.read(folder);
        assertThat(read.names()).containsExactly("a.txt", "b.txt");
        assertThat(read.bytes("a.txt")).isEqualTo(bytes("abc"));
        assertThat(read.bytes().get("b.txt")).isEqualTo(bytes("b"));
        assertThatIllegalArgumentException().isThrownBy(() -> read.bytes("c")).withMessageContaining("a.txt");
    }

    @Test
    void eachDamageIsToldApart() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "");
        assertDamage(Damage.EMPTY, "a.txt", "0 bytes", "3 when", "restore");
        Files.writeString(file, "ab");
        assertDamage(Damage.TRUNCATED, "a.txt", "2 bytes", "3 when", "restore");
        Files.writeString(file, "abcd");
        assertDamage(Damage.TOO_LONG, "a.txt", "4 bytes", "3 when", "restore");
        Files.delete(file);
        assertDamage(Damage.MISSING, "a.txt", "not there", "restore");
        Files.createDirectory(file);
        assertDamage(Damage.NO_FILE, "a.txt");
        Files.delete(file);
        Files.writeString(file, "abc");
        Files.writeString(folder.resolve("c.txt"), "");
        assertDamage(Damage.EXTRA, "c.txt", "move it");
        Files.delete(folder.resolve("c.txt"));
        assertThat(Manifest.read(folder).names()).hasSize(2);
        Files.delete(manifest());
        assertDamage(Damage.NO_MANIFEST, "MANIFEST.json", "never finished");
    }

    @Test
    void otherBytesOfTheSameNumberAreFoundWithBothDigests() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "abd");
        Manifest read = Manifest.read(folder);
        assertDamage(
                Damage.CHANGED,
                () -> read.bytes("a.txt"),
                "a.txt",
                ABC,
                "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9",
                "restore");
        assertDamage(Damage.CHANGED, read::bytes, "a.txt");
        assertThat(read.bytes("b.txt")).isEqualTo(bytes("b"));
    }

    @Test
    void aFileThatIsDamagedAfterTheManifestWasReadIsFound() throws IOException {
        Manifest read = Manifest.read(folder);
        Files.writeString(folder.resolve("a.txt"), "");
        assertDamage(Damage.EMPTY, () -> read.bytes("a.txt"), "a.txt");
        Files.delete(folder.resolve("a.txt"));
        assertDamage(Damage.MISSING, () -> read.bytes("a.txt"), "a.txt");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Files.move(folder.resolve("a.txt"), parent.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("a.txt"), parent.resolve("elsewhere"));
        assertDamage(Damage.NO_FILE, "a.txt");
        Files.move(manifest(), parent.resolve("manifest"));
        Files.createSymbolicLink(manifest(), parent.resolve("manifest"));
        assertDamage(Damage.NO_FILE, "MANIFEST.json");
    }

    @Test
    void theManifestOfAnotherFolderIsKnownForIt() throws IOException {
        Path other = Files.createDirectory(parent.resolve("other"));
        Manifest.write(other, Map.of("a.txt", bytes("abc"), "b.txt", bytes("b")));
        Files.copy(other.resolve("MANIFEST.json"), manifest(), StandardCopyOption.REPLACE_EXISTING);
        assertDamage(Damage.FOREIGN_MANIFEST, "manifest of other", "kept");
        assertThat(Manifest.read(other.resolve("../other")).names()).hasSize(2);
    }

    @Test
    void aFolderThatIsNotThereIsNoDamage() {
        assertThatIOException().isThrownBy(() -> Manifest.read(parent.resolve("none")));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Manifest.write(parent.resolve("none"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"format\" : 1|\"format\" : 2|format is 2",
                "\"format\" : 1|\"format\" : 1.0|",
                "\"format\" : 1|\"format\" : \"1\"|",
                "\"format\" : 1|\"format\" : null|",
                "\"format\" : 1|\"format\" : 1, \"format\" : 1|Duplicate",
                "\"format\" : 1|\"format\" : 1, \"@class\" : \"java.io.File\"|@class",
                "\"format\" : 1,||format",
                "\"best\" : false,||best",
                "\"best\" : false|\"best\" : 0|",
                "\"best\" : false|\"best\" :  false|byte for byte",
                "\"size\" : 3|\"size\" : -3|size of a.txt is -3",
                "\"size\" : 3|\"size\" : 1e400|",
                "\"size\" : 3|\"size\" : 99999999999999999999|",
                "\"size\" : 3|\"size\" : true|",
                "\"size\" : 3,||size",
                "\"name\" : \"a.txt\"|\"name\" : \"../a.txt\"|not allowed",
                "\"name\" : \"a.txt\"|\"name\" : \"/etc/passwd\"|not allowed",
                "\"name\" : \"a.txt\"|\"name\" : \"c:a.txt\"|not allowed",
                "\"name\" : \"a.txt\"|\"name\" : \"..\"|not allowed",
                "\"name\" : \"a.txt\"|\"name\" : \"\"|not allowed",
                "\"name\" : \"a.txt\"|\"name\" : \"aux.txt\"|not allowed",
                "\"name\" : \"a.txt\"|\"name\" : \"\\u001b[2J\"|not allowed",
                "\"name\" : \"a.txt\"|\"name\" : \"manifest.json\"|manifest itself",
                "\"name\" : \"a.txt\"|\"name\" : \"B.txt\"|twice",
                "\"name\" : \"a.txt\"|\"name\" : null|",
                "\"sha256\" : \"ba|\"sha256\" : \"BA|64 digits",
                "\"sha256\" : \"ba|\"sha256\" : \"b|64 digits",
                "\"folder\" : \"kept\"|\"folder\" : \"../kept\"|not allowed",
                "{|[|",
                "}|} {}|",
            })
    void aManifestInAnotherFormIsRefused(String from, String to, String word) throws IOException {
        String text = Files.readString(manifest());
        assertThat(text).contains(from);
        int at = from.equals("}") ? text.lastIndexOf(from) : text.indexOf(from);
        String changed = text.substring(0, at) + (to == null ? "" : to) + text.substring(at + from.length());
        Files.writeString(manifest(), changed);
        assertDamage(Damage.BAD_MANIFEST, "MANIFEST.json", word == null ? "restore" : word);
    }

    @Test
    void aSizeThatNoArrayHasIsFoundBeforeAnythingIsAllocated() throws IOException {
        Files.writeString(
                manifest(), Files.readString(manifest()).replace("\"size\" : 3", "\"size\" : 9223372036854775807"));
        assertDamage(Damage.TRUNCATED, "9223372036854775807");
    }

    @Test
    void aManifestOfMoreThanAMebibyteIsNotRead() throws IOException {
        Files.write(manifest(), new byte[(1 << 20) + 1]);
        assertDamage(Damage.BAD_MANIFEST, "1048577 bytes");
        Files.write(manifest(), new byte[1 << 20]);
        assertDamage(Damage.BAD_MANIFEST, "restore");
        Files.write(manifest(), new byte[0]);
        assertDamage(Damage.BAD_MANIFEST, "restore");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../a", "a/b", "/a", "a\\b", "", ".", "a.", ".hidden", "NUL", "com1.txt", "é", "a\0", "a b"})
    void noNameLeavesItsFolder(String name) throws IOException {
        Path empty = Files.createDirectory(parent.resolve("empty"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.write(empty, Map.of(name, new byte[1])))
                .withMessageContaining("is not allowed");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void namesAreSixtyFourCharactersLongAtMost() {
        assertThat(FileNames.isSafe("x".repeat(64))).isTrue();
        assertThat(FileNames.isSafe("x".repeat(65))).isFalse();
        assertThat(FileNames.check("comet.txt")).isEqualTo("comet.txt");
    }

    @Test
    void largeFilesComeBackWhole() throws IOException {
        Path large = Files.createDirectory(parent.resolve("large"));
        Map<String, byte[]> files = Planted.files(5, (2 << 20) + 1);
        Manifest.write(large, files);
        assertThat(Manifest.read(large).bytes("model.bin")).isEqualTo(files.get("model.bin"));
    }
}
