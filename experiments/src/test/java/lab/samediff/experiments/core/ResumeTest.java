package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import lab.samediff.models.engine.EngineKind;
import lab.samediff.pipelines.catalog.DataAccess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every experiment that is stopped between any two steps and goes on computes what it computes in one go, bit for bit:
 * metrics, results, parameters, optimisers, random numbers, pictures and texts.
 */
class ResumeTest {
    @TempDir
    private Path results;

    static List<String> experiments() {
        return Experiments.all().stream().map(e -> e.info().name()).toList();
    }

    /** Its clock counts how often it is looked at, which is once between two steps. */
    private Runner runner(AtomicLong clock, long stopAfter) {
        Map<String, String> env = Map.of("HOME", results.toString(), "LAB_STAND_IN", "1");
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        return new Runner(
                results,
                DataAccess.of(env),
                new Computing(Backend.AUTO, EngineKind.AUTO, false),
                GitState.of(Optional.empty()),
                name -> new Progress(nowhere, Progress.Mode.NONE, System::nanoTime, name),
                new Safety(new Stop(clock::getAndIncrement, stopAfter), Long.MAX_VALUE, OnNan.STOP));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void stoppedAndResumedIsUninterrupted(String name) throws IOException {
        Plan<?> plan = Plan.of(Experiments.find(name), Preset.SMOKE, List.of());
        AtomicLong looks = new AtomicLong();
        Outcome whole = runner(looks, Long.MAX_VALUE / 2).run(plan, 7);
        assertThat(whole.failure()).isEmpty();
        long places = looks.get() - 1;
        // Without loops there is no place to stop at.
        if (places == 0) return;
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (long place : new long[] {1 + random.nextLong(places), 1 + random.nextLong(places)}) {
            Outcome stopped = runner(new AtomicLong(), place).run(plan, 7);
            assertThat(stopped.state())
                    .as("%s, stopped at place %d of %d", name, place, places)
                    .isEqualTo(State.PREEMPTED);
            Outcome resumed = resume(plan, stopped.folder());
            assertThat(resumed.failure())
                    .as("%s, resumed from place %d of %d", name, place, places)
                    .isEmpty();
            assertThat(resumed.results())
                    .as("%s, place %d of %d", name, place, places)
                    .isEqualTo(whole.results());
            assertThat(resumed.fingerprint())
                    .as("%s, place %d of %d", name, place, places)
                    .isEqualTo(whole.fingerprint());
            assertThat(artifacts(resumed.folder()))
                    .as("%s, pictures and texts, place %d of %d", name, place, places)
                    .isEqualTo(artifacts(whole.folder()));
        }
    }

    private Outcome resume(Plan<?> plan, Path path) throws IOException {
        try (RunFolder folder = RunFolder.open(path, Clock.systemUTC())) {
            Keeper.Saved saved = Checkpointer.read(folder.checkpoints());
            assertThat(saved).isNotNull();
            return runner(new AtomicLong(), Long.MAX_VALUE / 2).resume(plan, 7, folder, saved);
        }
    }

    private static Map<String, Integer> artifacts(Path folder) throws IOException {
        Map<String, Integer> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().matches(".*[.](png|gif|txt)"))
                    .toList()) {
                hashes.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }
}
