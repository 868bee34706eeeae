package lab.samediff.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed again and again, as by {@code kill -9}, at any time. */
class KillTest {
    static final int SIZE = 1 << 20;

    private static final int KILLS = 20;

    @TempDir
    private Path folder;

    @Test
    void noAcknowledgedCheckpointIsLostAndNoneIsUnreadable() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(20);
        long acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged = Math.max(acknowledged, runAndKill(random.nextInt(20, 300)));
            try (RunLock lock = RunLock.take(folder)) {
                Checkpoints checkpoints = Checkpoints.of(lock);
                long last = acknowledged;
                assertThat(checkpoints.newest()).as("kill " + kill).hasValueSatisfying(newest -> {
                    // The last may be written and its acknowledgement not.
                    assertThat(newest.step()).isIn(last, last + 1);
                    Planted.assertWhole(newest, SIZE);
                });
                assertThat(Planted.names(folder.resolve("checkpoints"))).noneMatch(name -> name.endsWith(".corrupt"));
            }
        }
        assertThat(acknowledged).as("steps written between " + KILLS + " kills").isGreaterThan(KILLS);
    }

    /** Returns the last step that the writer acknowledged. */
    private long runAndKill(int milliseconds) throws IOException, InterruptedException {
        Process writer = Child.start("write", folder);
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            long acknowledged = Long.parseLong(Child.answer(out).substring("from ".length()));
            acknowledged = Math.max(acknowledged, step(Child.answer(out)));
            Thread.sleep(milliseconds);
            // Not the process's own method: that closes the stream, and the last acknowledgements are still in it.
            writer.toHandle().destroyForcibly();
            writer.waitFor();
            for (String line = Child.answer(out); !line.isEmpty(); line = Child.answer(out)) {
                acknowledged = step(line);
            }
            return acknowledged;
        } finally {
            writer.destroyForcibly();
        }
    }

    private static long step(String line) {
        return Long.parseLong(line.substring("wrote ".length()));
    }
}
