package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsFileTest {
    private static final String FIRST = """
            {"step":0,"time":0.5,"name":"loss","value":2.25}
            {"step":0,"time":0.5,"name":"genauigkeit µ","value":0.1}
            """;
    private static final String LAST = """
            {"step":10,"time":1.5,"name":"loss","value":-1.5e-3}
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("metrics.jsonl");
    }

    private Map<String, Series> read(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return MetricsFile.read(file);
    }

    private Map<String, Series> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void metricsComeBackByNameInTheirOrder() throws IOException {
        Map<String, Series> metrics = read(FIRST + LAST);
        assertThat(metrics.keySet()).containsExactly("loss", "genauigkeit µ");
        Series loss = metrics.get("loss");
        assertThat(loss.steps()).containsExactly(0, 10);
        assertThat(loss.seconds()).containsExactly(0.5, 1.5);
        assertThat(loss.values()).containsExactly(2.25, -1.5e-3);
        assertThat(loss.last()).isEqualTo(-1.5e-3);
        assertThat(read("")).isEmpty();
    }

    @Test
    void aFileCutAtAnyByteOfItsLastLineLosesThatLineOnly() throws IOException {
        byte[] whole = (FIRST + LAST).getBytes(StandardCharsets.UTF_8);
        int kept = FIRST.getBytes(StandardCharsets.UTF_8).length;
        for (int end = kept; end < whole.length - 2; end++) {
            Map<String, Series> metrics = read(Arrays.copyOf(whole, end));
            assertThat(metrics.get("loss").steps()).containsExactly(0);
            // The tail of zero bytes that a power cut leaves.
            byte[] zeroed = Arrays.copyOf(Arrays.copyOf(whole, end), end + 100);
            assertThat(read(zeroed).get("loss").steps()).containsExactly(0);
        }
        assertThat(read(Arrays.copyOf(whole, whole.length - 1)).get("loss").steps())
                .containsExactly(0, 10);
    }

    @Test
    void valuesThatAreNotFiniteComeBackAsTheyAre() throws IOException {
        String line = "{\"step\":1,\"time\":0,\"name\":\"a\",\"value\":\"%s\"}\n";
        Series series = read(line.formatted("NaN") + line.formatted("Infinity") + line.formatted("-Infinity"))
                .get("a");
        assertThat(series.values()).containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"step\":1,\"time\":0,\"name\":\"a\"}; 'value' is missing",
                "{\"step\":1.5,\"time\":0,\"name\":\"a\",\"value\":1}; 'step' is 1.5",
                "{\"step\":-1,\"time\":0,\"name\":\"a\",\"value\":1}; 'step' is -1",
                "{\"step\":1e30,\"time\":0,\"name\":\"a\",\"value\":1}; 'step'",
                "{\"step\":1,\"time\":0,\"name\":7,\"value\":1}; 'name' is 7",
                "{\"step\":1,\"time\":\"now\",\"name\":\"a\",\"value\":1}; 'time'",
                "{\"step\":1,\"time\":0,\"name\":\"a\",\"value\":null}; 'value' is null",
                "{\"step\":1,\"step\":2,\"time\":0,\"name\":\"a\",\"value\":1}; JSON",
                "{\"step\":1,\"time\":0; JSON",
                "[1]; object",
                "x; JSON"
            })
    void aBadLineInTheMiddleIsNamed(String line, String words) {
        assertThatThrownBy(() -> read(FIRST + line + "\n" + LAST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("metrics.jsonl:3: ")
                .hasMessageContaining(words);
    }

    @Test
    void anEmptyLineInTheMiddleIsNamed() {
        assertThatThrownBy(() -> read(FIRST + "\n" + LAST)).hasMessageContaining("metrics.jsonl:3: ");
    }

    @Test
    void thinningKeepsEveryPeak() {
        Random random = new Random(5);
        int n = 100_003;
        double[] values =
                IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
        values[777] = 50;
        values[99_000] = -50;
        values[5] = Double.NaN;
        Series whole = new Series("loss", IntStream.range(0, n).asLongStream().toArray(), new double[n], values);
        Series thin = whole.thinned(1000);
        assertThat(thin.size()).isBetween(900, 1001);
        assertThat(thin.values()).contains(50, -50, Double.NaN);
        assertThat(thin.steps()).isSorted();
        for (int i = 0; i < thin.size(); i++)
            assertThat(thin.values()[i]).isEqualTo(Double.valueOf(values[(int) thin.steps()[i]]));
        assertThat(whole.thinned(n)).isSameAs(whole);
    }

    @Test
    void lengthsThatDifferAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Series("loss", new long[2], new double[2], new double[3]))
                .withMessageContaining("'loss'");
    }
}
