package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lab.samediff.experiments.Hostile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged metrics end in the documented exception with file and line, or are written and read back to themselves. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetricsFileMutationsTest {
    private static final int CASES = 3_000;
    private static final long MOST_BYTES = 8 << 20;
    private static final byte[] METRICS = """
            {"step":0,"time":0.5,"name":"loss","value":2.25}
            {"step":0,"time":0.5,"name":"genauigkeit µ","value":"NaN"}
            {"step":10,"time":1.5e0,"name":"loss","value":-1.5e-3}
            {"step":12,"time":2.5,"name":"norm","value":"-Infinity","more":[1,{"a":null}]}
            """.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("metrics.jsonl");
    }

    static boolean readsBackOrIsRefused(Path file, byte[] metrics) {
        try {
            Map<String, Series> read = MetricsFile.parse(file, metrics);
            Map<String, Series> reread = MetricsFile.parse(file, written(read).getBytes(StandardCharsets.UTF_8));
            assertThat(reread.keySet()).containsExactlyElementsOf(read.keySet());
            read.forEach((name, series) -> {
                assertThat(reread.get(name).steps()).isEqualTo(series.steps());
                assertThat(reread.get(name).seconds()).isEqualTo(series.seconds());
                assertThat(reread.get(name).values()).isEqualTo(series.values());
            });
            // Each line is there but for a last one that is torn.
            String text = new String(metrics, StandardCharsets.ISO_8859_1).replaceAll("\0+\\z", "");
            int lines = text.isEmpty() ? 0 : text.replaceAll("\n\\z", "").split("\n", -1).length;
            int values = read.values().stream()
                    .mapToInt(series -> series.steps().length)
                    .sum();
            assertThat(values).as(text).isBetween(lines - 1, lines);
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage()).matches("\\Q" + file + "\\E:\\d+: [^\\p{Cntrl}]{1,500}");
            return false;
        }
    }

    private static String written(Map<String, Series> metrics) {
        StringBuilder text = new StringBuilder();
        metrics.forEach((name, series) -> IntStream.range(0, series.steps().length)
                .forEach(i -> text.append(String.format(
                        Locale.ROOT,
                        "{\"step\":%d,\"time\":%s,\"name\":\"%s\",\"value\":%s}%n",
                        series.steps()[i],
                        number(series.seconds()[i]),
                        name.replace("\\", "\\\\").replace("\"", "\\\""),
                        number(series.values()[i])))));
        return text.toString();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : '"' + Double.toString(value) + '"';
    }

    @Test
    void eachMutationIsRefusedOrReadsBack() {
        Hostile.Tally tally = Hostile.cases(
                CASES, MOST_BYTES, random -> readsBackOrIsRefused(file, Hostile.mutated(METRICS, random)));
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    @Test
    void eachLineWithAnyValuesIsRefusedOrReadsBack() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            String line = String.format(
                    "{\"step\":%s,\"time\":%s,\"name\":%s,\"value\":%s}\n",
                    any(random), any(random), any(random), any(random));
            return readsBackOrIsRefused(file, (line + "{}\n").getBytes(StandardCharsets.UTF_8))
                    || readsBackOrIsRefused(file, line.getBytes(StandardCharsets.UTF_8));
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
    }

    private static String any(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> Hostile.word(random);
            case 1 -> "\"" + Hostile.word(random).replace("\\", "").replace("\"", "") + "\"";
            case 2 -> "[" + random.nextInt(9) + "]";
            case 3 -> "1" + "0".repeat(random.nextInt(0, 1200));
            default -> String.valueOf(random.nextInt(99));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1" + "0", "\"1\"", "null", "true", "[1]", "\"nan\""})
    void aValueIsANumberThatFitsOrRefused(String value) throws IOException {
        Files.writeString(file, "{\"step\":0,\"time\":0,\"name\":\"loss\",\"value\":" + value + "}\n");
        if (value.equals("10")) {
            assertThat(MetricsFile.read(file).get("loss").last()).isEqualTo(10);
        } else {
            assertThatThrownBy(() -> MetricsFile.read(file)).hasMessageContaining(file + ":1: field 'value' is ");
        }
    }

    @Test
    void otherEncodingsAreRefusedWithTheLine() throws IOException {
        String line = "{\"step\":0,\"time\":0,\"name\":\"loss\",\"value\":1}\n";
        for (byte[] bytes : new byte[][] {
            line.repeat(2).getBytes(StandardCharsets.UTF_16),
            line.repeat(2).getBytes(StandardCharsets.UTF_16LE),
            line.repeat(2).getBytes(Charset.forName("UTF-32BE")),
            ("\ufeff" + line.repeat(2)).getBytes(StandardCharsets.UTF_8),
            (line.replace("loss", "é") + line).getBytes(StandardCharsets.ISO_8859_1)
        }) {
            Files.write(file, bytes);
            assertThatThrownBy(() -> MetricsFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ":1: ");
        }
    }

    @Test
    void deepLongAndManyAreRefusedInBoundedMemory() throws IOException {
        String good = "{\"step\":0,\"time\":0,\"name\":\"loss\",\"value\":1}\n";
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 10_001; i++) many.append(good.replace("loss", "loss" + i));
        for (String text : new String[] {
            "[".repeat(10_000_000) + "\n" + good,
            good.replace("}", ",\"x\":" + "{\"a\":".repeat(100_000)) + "\n" + good,
            good.replace("loss", "x".repeat(5_000_000)),
            good.replace("loss", "a\\u0007b"),
            good.replace(":1}", ":" + "1".repeat(5_000_000) + "}") + good,
            many.toString()
        }) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Hostile.cases(1, 16L * bytes.length + (32 << 20), random -> {
                assertThat(readsBackOrIsRefused(file, bytes)).isFalse();
                return false;
            });
        }
    }
}
