package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import lab.samediff.experiments.report.MetricsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsLogTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path locked;

    private final AtomicLong clock = new AtomicLong();

    private MetricsLog open() throws IOException {
        return new MetricsLog(folder.resolve("metrics.jsonl"), clock::get);
    }

    private Loop loop(MetricsLog metrics, Progress.Mode mode, ByteArrayOutputStream err) throws IOException {
        Keeper keeper = new Keeper(metrics, new LinkedHashMap<>(), null);
        RunFolder run = RunFolder.create(locked, "toy", 1, Clock.systemUTC());
        Checkpointer checkpoints = new Checkpointer(
                run.checkpoints(),
                keeper,
                new Safety(new Stop(System::nanoTime, 0), Long.MAX_VALUE, OnNan.STOP),
                clock::get,
                -1);
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(stream, mode, clock::get, "toy");
        Heartbeat heartbeat = new Heartbeat(run, clock::get);
        return new Loop(metrics, progress, keeper, checkpoints, heartbeat, () -> "loss 1");
    }

    private long[] steps(String metric) throws IOException {
        return MetricsFile.read(folder.resolve("metrics.jsonl")).get(metric).steps();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1999, 2000, 2001, 4000, 9999, 100_003})
    void aLoopKeepsAboutTwoThousandValuesWithTheFirstAndTheLast(int n) throws IOException {
        try (MetricsLog metrics = open()) {
            for (int i : loop(metrics, Progress.Mode.NONE, new ByteArrayOutputStream())
                    .of(n)) {
                metrics.log(i, "loss", i);
            }
        }
        long[] steps = steps("loss");
        assertThat(steps[0]).isZero();
        assertThat(steps[steps.length - 1]).isEqualTo(n - 1);
        assertThat(steps.length).isBetween(Math.min(n, 1000), 2001);
        if (n <= 2000) {
            assertThat(steps).hasSize(n);
        }
    }

    @Test
    void aMetricLoggedSeldomIsKeptWhole() throws IOException {
        try (MetricsLog metrics = open()) {
            for (int i : loop(metrics, Progress.Mode.NONE, new ByteArrayOutputStream())
                    .of(14_001)) {
                if (i % 100 == 0) {
                    metrics.log(i, "accuracy", 0.5);
                }
            }
        }
        assertThat(steps("accuracy")).hasSize(141);
    }

    @Test
    void theStepsOfLoopsThatFollowEachOtherAreCountedOn() throws IOException {
        try (MetricsLog metrics = open()) {
            Loop loop = loop(metrics, Progress.Mode.NONE, new ByteArrayOutputStream());
            for (int i : loop.of(3)) {
                metrics.log(loop.step(), "loss", i);
            }
            for (int i : loop.of(2)) {
                metrics.log(loop.step(), "loss", i);
            }
        }
        assertThat(steps("loss")).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void loopsInsideOfEachOtherAreRefused() throws IOException {
        try (MetricsLog metrics = open()) {
            Loop loop = loop(metrics, Progress.Mode.NONE, new ByteArrayOutputStream());
            Iterator<Integer> outer = loop.of(2).iterator();
            outer.next();
            loop.of(2).iterator().next();
            assertThatThrownBy(outer::hasNext).hasMessageContaining("can't be nested");
            assertThatThrownBy(() -> loop.of(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatWasWrittenBeforeAKillIsReadWithoutTheTornLine() throws IOException {
        try (MetricsLog metrics = open()) {
            metrics.log(0, "loss", 1);
            metrics.log(1, "loss", 0.5);
        }
        Path file = folder.resolve("metrics.jsonl");
        String whole = Files.readString(file);
        int second = whole.indexOf('\n') + 1;
        for (int cut = second; cut < whole.length() - 1; cut++) {
            Files.writeString(file, whole.substring(0, cut));
            assertThat(steps("loss")).containsExactly(0);
        }
    }

    @Test
    void pipedProgressIsALineEveryTenSecondsWithTheTimeLeft() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (MetricsLog metrics = open()) {
            for (int i : loop(metrics, Progress.Mode.LINES, err).of(100)) {
                assertThat(i).isLessThan(100);
                clock.addAndGet(1_000_000_000L);
            }
        }
        List<String> lines = err.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(10);
        assertThat(lines.get(0)).isEqualTo("toy 10/100 (10 %), 1 min 30 s left  loss 1");
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("\r");
    }

    @Test
    void aTerminalsLineIsRedrawnAndTakenAway() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<Integer> seen = new ArrayList<>();
        try (MetricsLog metrics = open()) {
            for (int i : loop(metrics, Progress.Mode.TERMINAL, err).of(4)) {
                seen.add(i);
                clock.addAndGet(1_000_000_000L);
            }
        }
        assertThat(seen).containsExactly(0, 1, 2, 3);
        String text = err.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("\r[=====               ] toy 1/4 (25 %), 3 s left")
                .endsWith(" \r");
        assertThat(text).doesNotContain("\n").doesNotContain("\u001b");
    }

    @Test
    void quietMeansNothing() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (MetricsLog metrics = open()) {
            for (int i : loop(metrics, Progress.Mode.NONE, err).of(5)) {
                clock.addAndGet(100_000_000_000L + i);
            }
        }
        assertThat(err.size()).isZero();
    }
}
