package lab.samediff.pipelines.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    private static final String SHA = "0".repeat(64);

    /** The whole archive is too large for the folder of real data, which holds a part of it. */
    private static final DataSource NOT_IN_THE_FOLDER = Catalog.CIFAR10;

    static List<DataSource> inTheFolder() {
        return Catalog.all().stream()
                .filter(source -> !source.equals(NOT_IN_THE_FOLDER))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("inTheFolder")
    void theCatalogueAgreesWithTheRealFiles(DataSource source, @TempDir Path cache) throws IOException {
        DataAccess access = Samples.access(cache).withFolder(Samples.realData());
        assertThat(access.verify(source)).hasSameSizeAs(source.files()).allSatisfy(status -> assertThat(status.state())
                .isEqualTo(FileStatus.State.OK));
        Located located = access.withOffline(true).locate(source);
        assertThat(located.provenance().origin()).isEqualTo(Origin.FOLDER);
        assertThat(located.provenance().sha256()).hasSameSizeAs(source.files());
    }

    @Test
    void everyRealFileIsInTheCatalogueOrInAnArchiveThatIs() throws IOException {
        Path folder = Samples.realData();
        Path sums = folder.resolve("SHA256SUMS");
        Assumptions.assumeTrue(Files.exists(sums), "no SHA256SUMS in " + folder);
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(sums)) listed.put(line.substring(66), line.substring(0, 64));
        Map<String, String> known = Catalog.all().stream()
                .filter(source -> !source.equals(NOT_IN_THE_FOLDER))
                .flatMap(source -> source.files().stream())
                .collect(Collectors.toMap(DataFile::path, DataFile::sha256));
        assertThat(listed).containsAllEntriesOf(known);
        TreeSet<String> rest = new TreeSet<>(listed.keySet());
        rest.removeAll(known.keySet());
        assertThat(rest).containsExactly("cora/README", "cora/cora.cites", "cora/cora.content");
    }

    @Test
    void theContentOfAFileIsWhatItUnpacksTo() throws IOException {
        Path folder = Samples.realData();
        for (DataFile file : Catalog.FASHION_MNIST.files()) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(file.path())))) {
                byte[] bytes = in.readAllBytes();
                assertThat(file.content()).isEqualTo(new DataFile.Content(bytes.length, Digest.sha256(bytes)));
            }
        }
    }

    @Test
    void everyOriginIsHttpsAndOfItsOwnFile() {
        List<String> origins = Catalog.all().stream()
                .flatMap(source -> source.files().stream())
                .flatMap(file -> file.origins().stream())
                .map(Object::toString)
                .toList();
        assertThat(origins).doesNotHaveDuplicates().allMatch(origin -> origin.startsWith("https://"));
    }

    @Test
    void mnistIsAsItsPublishersDescribeIt() {
        assertThat(Catalog.MNIST.files()).hasSize(4);
        assertThat(Catalog.MNIST.file("train-images-idx3-ubyte.gz").bytes()).isEqualTo(9_912_422);
        assertThat(Catalog.MNIST.downloadable()).isTrue();
        assertThat(Catalog.FASHION_MNIST.downloadable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"mnits, mnist", "fashon-mnist, fashion-mnist", "CORA, cora", "ag_news_test, ag-news-test"})
    void anUnknownNameIsAnsweredWithTheNearestOne(String wrong, String right) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalog.get(wrong))
                .withMessageContaining("'" + wrong + "'")
                .withMessageContaining("did you mean '" + right + "'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../etc/passwd",
                "mnist/../../x",
                "/etc/passwd",
                "mnist//x",
                "mnist/./x",
                "mnist/..",
                "mnist\\..\\x/y",
                "C:/x",
                "mnist/x\n",
                "mnist",
                "",
                "mnist/",
                "mnist/x y",
                ".ssh/id",
                "mnist/.x",
                "mnist/\u202Ex",
                "~/x"
            })
    void aPathThatCouldLeaveItsFolderIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataFile(path, 1, SHA, List.of()))
                .withMessageContaining("path");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                | START_OBJECT",
                "[{'name':'a','title':'t','licence':'l','citation':'c'}]           | files",
                "[{'name':'a','title':'t','citation':'c','files':[FILE]}]          | licence",
                "[{'name':'a','title':'t','licence':' ','citation':'c','files':[FILE]}] | a: title, licence",
                "[{'name':'A b','title':'t','licence':'l','citation':'c','files':[FILE]}] | name 'A b'",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':[FILE],'x':1}] | \"x\"",
                "[{'name':'a','name':'b','title':'t','licence':'l','citation':'c','files':[FILE]}] | Duplicate",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':[]}] | no files",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':[FILE,FILE]}] | d/f twice",
                "[ONE,ONE] | a twice",
                "[ONE] 1 | Trailing",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':[{'path':'d/f','sha256':'SHA'}]}] | bytes",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':[{'path':'d/f','bytes':1.5,'sha256':'SHA'}]}]"
                        + " | bytes",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':[{'path':'d/f','bytes':0,'sha256':'SHA'}]}]"
                        + " | bytes 0",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':[{'path':'d/f','bytes':1,'sha256':'AB'}]}]"
                        + " | sha256 'AB'",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':"
                        + "[{'path':'d/f','bytes':1,'sha256':'SHA','origins':['http://a.b/c']}]}] | not HTTPS",
                "[{'name':'a','title':'t','licence':'l','citation':'c','files':"
                        + "[{'path':'d/f','bytes':1,'sha256':'SHA','origins':['https://me@a.b/c']}]}] | without a user"
            })
    void aMalformedTableIsRefusedWithTheField(String table, String complaint) {
        String file = "{'path':'d/f','bytes':1,'sha256':'SHA'}";
        String one = "{'name':'a','title':'t','licence':'l','citation':'c','files':[FILE]}";
        String json = table.replace("ONE", one)
                .replace("FILE", file)
                .replace("SHA", SHA)
                .replace('\'', '"');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogReader.parse("table", name -> json))
                .withMessageContaining(complaint);
    }

    @Test
    void aListingInAnotherResourceIsRead() {
        String table = "[{\"name\":\"a\",\"title\":\"t\",\"licence\":\"l\",\"citation\":\"c\",\"files\":\"more\"}]";
        String more = "[{\"path\":\"d/f\",\"bytes\":1,\"sha256\":\"" + SHA + "\"}]";
        List<DataSource> sources = CatalogReader.parse("table", name -> name.equals("table") ? table : more);
        assertThat(sources.get(0).files()).containsExactly(new DataFile("d/f", 1, SHA, List.of()));
    }

    @Test
    void aPartOfADataSetHasItsOtherPropertiesUnchanged() {
        DataSource part = Catalog.MNIST.only("t10k-labels-idx1-ubyte.gz", "mnist/t10k-images-idx3-ubyte.gz");
        assertThat(part.files())
                .extracting(DataFile::name)
                .containsExactly("t10k-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz");
        assertThat(part.bytes()).isEqualTo(4_542 + 1_648_877);
        assertThat(part.name()).isEqualTo("mnist");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalog.MNIST.only("labels"))
                .withMessageContaining("t10k-labels-idx1-ubyte.gz");
    }
}
