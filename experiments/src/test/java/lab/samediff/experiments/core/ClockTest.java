package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The machine's clock stands, jumps, or shows another century. */
class ClockTest extends LabHarness {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, UTC, 19700101-000000",
        "2026-11-22T10:00:00Z, UTC, 20261122-100000",
        "2038-01-19T03:14:08Z, UTC, 20380119-031408",
        "2106-02-07T06:28:16Z, UTC, 21060207-062816",
        "9999-12-31T23:59:59Z, UTC, 99991231-235959",
        // The hour that comes twice.
        "2026-10-25T00:30:00Z, Europe/Berlin, 20261025-023000",
        "2026-10-25T01:30:00Z, Europe/Berlin, 20261025-023000",
    })
    void runsOfOneInstantHaveFoldersOfTheirOwn(String instant, String zone, String stamp) throws IOException {
        Clock clock = Clock.fixed(Instant.parse(instant), ZoneId.of(zone));
        Set<Path> paths = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            try (RunFolder folder = RunFolder.create(results, "toy", 7, clock)) {
                paths.add(folder.path());
                assertThat(folder.path().getFileName().toString()).matches(stamp + "-s7-[0-9a-f]{4}");
                assertThat(folder.started()).isEqualTo(instant);
            }
        }
        assertThat(paths).hasSize(50);
    }

    /** A walk that was stopped, with the name and the status that it would have if the clock had shown this time. */
    private Path stopped(String stamp, String began) throws IOException {
        assertThat(run("run", "walks", "--quiet", "--max-time", "1s")).as(err()).isEqualTo(75);
        Path folder = onlyRun("walks");
        ObjectNode status = (ObjectNode) json(folder.resolve("status.json"));
        status.put("started", began).put("updated", began);
        Files.writeString(folder.resolve("status.json"), status.toString());
        Path stamped = Files.createDirectories(results.resolve("runs/then")).resolve(stamp + "-s1-0000");
        return Files.move(folder, stamped);
    }

    private static double[] times(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*\"time\":([^,]*),.*", "$1")))
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"19700101-000000, 1970-01-01T00:00:00Z", "29990101-000000, 2999-01-01T00:00:00Z"})
    void noTimeIsNegativeWhereTheClockHasJumpedBeforeARunGoesOn(String stamp, String began) throws IOException {
        Path path = stopped(stamp, began);
        assertThat(run("resume", path.toString(), "--quiet")).as(err()).isZero();
        double[] times = times(path);
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        assertThat(times).isEqualTo(sorted).hasSizeGreaterThan(1000);
        assertThat(times[0]).isNotNegative();
        JsonNode facts = json(path.resolve("run.json"));
        // Two of the wrong centuries are thirty thousand million seconds.
        assertThat(facts.path("seconds").doubleValue()).isBetween(times[times.length - 1] - 0.1, 3600.0);
        assertThat(facts.path("started").textValue()).isEqualTo(began);
        assertThat(json(path.resolve("status.json")).path("state").textValue()).isEqualTo("done");
        assertThat(path.resolve("report.html")).exists();
    }

    @Test
    void autoTakesEachOpenRunOnceInTheOrderOfTheirNames() throws IOException {
        Path future = stopped("20380119-031408", "2038-01-19T03:14:08Z");
        Path past = stopped("19700101-000000", "1970-01-01T00:00:00Z");
        for (Path next : List.of(future, past)) {
            assertThat(run("resume", "auto", "--quiet")).as(err()).isZero();
            assertThat(out()).contains(next.toString());
            assertThat(json(next.resolve("status.json")).path("state").textValue())
                    .isEqualTo("done");
        }
        assertThat(run("resume", "auto", "--quiet")).isEqualTo(7);
    }
}
