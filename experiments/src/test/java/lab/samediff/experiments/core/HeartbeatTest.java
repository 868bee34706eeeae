package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
    @TempDir
    private Path results;

    private JsonNode status(RunFolder folder) throws IOException {
        return Json.read(folder.path().resolve("status.json"));
    }

    @Test
    void theStatusShowsTheStepEveryFiveSecondsUntilTheRunHasEnded() throws IOException {
        AtomicLong seconds = new AtomicLong(-3);
        try (RunFolder folder = RunFolder.create(results, "toy", 1, Clock.systemUTC())) {
            Heartbeat heartbeat = new Heartbeat(folder, () -> TimeUnit.SECONDS.toNanos(seconds.get()));
            for (int step = 1; step <= 4; step++) {
                seconds.incrementAndGet();
                heartbeat.at(step);
            }
            assertThat(status(folder).path("step").intValue()).isZero();
            seconds.incrementAndGet();
            heartbeat.at(5);
            assertThat(status(folder).path("step").intValue()).isEqualTo(5);
            assertThat(status(folder).path("state").textValue()).isEqualTo("running");
            folder.status(State.DONE, 7, "");
            seconds.addAndGet(10);
            heartbeat.at(8);
            assertThat(status(folder).path("step").intValue()).isEqualTo(7);
            assertThat(status(folder).path("state").textValue()).isEqualTo("done");
        }
    }
}
