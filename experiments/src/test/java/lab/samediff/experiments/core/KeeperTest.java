package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lab.samediff.experiments.report.MetricsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.TypeConversionException;

class KeeperTest {
    @TempDir
    private Path folder;

    private MetricsLog metrics() throws IOException {
        return new MetricsLog(folder.resolve("metrics.jsonl"), System::nanoTime);
    }

    private Keeper.Saved saved() throws IOException {
        Keeper keeper = new Keeper(metrics(), new LinkedHashMap<>(), null);
        keeper.keep("numbers", new NumberSeries()).add(1, 2);
        Snapshot snapshot = keeper.snapshot(1, 10, 3, 3);
        return new Keeper.Saved(Map.of(), snapshot);
    }

    @Test
    void whatIsKeptComesBack() throws IOException {
        Keeper keeper = new Keeper(metrics(), new LinkedHashMap<>(), saved());
        NumberSeries numbers = keeper.keep("numbers", new NumberSeries());
        assertThat(keeper.begin(1, 10)).isEqualTo(3);
        assertThat(numbers.toArray()).containsExactly(1, 2);
        assertThat(keeper.begin(2, 5)).isZero();
    }

    @Test
    void aLoopOfAnotherLengthIsRefused() throws IOException {
        Keeper keeper = new Keeper(metrics(), new LinkedHashMap<>(), saved());
        keeper.keep("numbers", new NumberSeries());
        assertThatThrownBy(() -> keeper.begin(1, 11)).hasMessageContaining("loop 1 had 10 steps, not 11");
    }

    @Test
    void stateWithoutOwnerAndOwnersWithoutStateAreRefused() throws IOException {
        Keeper none = new Keeper(metrics(), new LinkedHashMap<>(), saved());
        assertThatThrownBy(() -> none.begin(1, 10)).hasMessageContaining("numbers/numbers");
        Keeper more = new Keeper(metrics(), new LinkedHashMap<>(), saved());
        more.keep("numbers", new NumberSeries());
        more.keep("others", new NumberSeries());
        assertThatThrownBy(() -> more.begin(1, 10)).hasMessageContaining("no others/numbers");
    }

    @Test
    void twoThingsOfOneNameAreRefused() throws IOException {
        Keeper keeper = new Keeper(metrics(), new LinkedHashMap<>(), null);
        keeper.keep("a", new NumberSeries());
        assertThatIllegalArgumentException().isThrownBy(() -> keeper.keep("a", new NumberSeries()));
    }

    @Test
    void everyKindOfNumbersComesBackBitForBit() {
        RunState state = RunState.empty();
        RunState place = state.at("place");
        place.put("doubles", Double.MIN_VALUE, -0.0, Math.PI);
        place.put("longs", Long.MIN_VALUE, 7);
        place.put("text", "Grüße, 世界");
        place.put(
                "floats",
                Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}}).transpose());
        place.put("matrix", Nd4j.createFromArray(new double[][] {{1e-300, 2}}));
        assertThat(place.doubles("doubles")).containsExactly(Double.MIN_VALUE, -0.0, Math.PI);
        assertThat(place.longs("longs")).containsExactly(Long.MIN_VALUE, 7);
        assertThat(place.text("text")).isEqualTo("Grüße, 世界");
        assertThat(place.array("floats").toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 4}, {2, 5}, {3, 6}});
        assertThat(place.array("matrix").toDoubleMatrix()).isDeepEqualTo(new double[][] {{1e-300, 2}});
        assertThat(place.names()).containsExactly("doubles", "longs", "text", "floats", "matrix");
        assertThatThrownBy(() -> place.put("longs", 1L)).hasMessageContaining("place/longs");
        assertThatThrownBy(() -> place.into("matrix", Nd4j.zeros(2, 2))).hasMessageContaining("place/matrix");
        assertThatThrownBy(() -> place.put("ids", Nd4j.createFromArray(1, 2))).hasMessageContaining("INT");
    }

    @Test
    void metricsAreCutOffWhereTheRunGoesOn() throws IOException {
        MetricsLog first = metrics();
        first.loop(10);
        for (int i = 0; i < 3; i++) first.log(i, "loss", i);
        MetricsLog.Position position = first.position();
        for (int i = 3; i < 6; i++) first.log(i, "loss", -1);
        first.close();
        MetricsLog second = metrics();
        second.mute();
        second.log(0, "loss", 99);
        second.restore(position);
        second.log(3, "loss", 3);
        second.close();
        assertThat(MetricsFile.read(folder.resolve("metrics.jsonl")).get("loss").values())
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void metricsThatAreShorterThanTheCheckpointSaysAreRefused() throws IOException {
        MetricsLog.Position position = new MetricsLog.Position(1000, 1, 1, Map.of());
        try (MetricsLog metrics = metrics()) {
            assertThatThrownBy(() -> metrics.restore(position)).hasMessageContaining("1000");
        }
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "45m, 2700", "11h30m, 41400", "1h1m1s, 3661", "0s, 0"})
    void timesAreReadAsPeopleWriteThem(String text, long seconds) {
        assertThat(new Seconds().convert(text)).isEqualTo(TimeUnit.SECONDS.toNanos(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "-1s", "1s1m", "1.5h", "s", "99999h"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> new Seconds().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
