package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import lab.samediff.experiments.files.Checkpoint;
import lab.samediff.experiments.files.TensorFile;
import org.junit.jupiter.api.Test;

/** The checkpoint of the best step. */
class BestTest extends LabHarness {
    private static final double[] ACCURACIES = {0.5, 0.7, 0.6, 0.9, 0.8, 0.9, 0.1, 0.2};

    @Override
    List<Experiment<?>> experiments() {
        return List.of(Toys.toy("learns", run -> {
            NumberSeries steps = run.numbers("steps");
            for (int i : run.steps(ACCURACIES.length)) {
                steps.add(i);
                run.best("accuracy", ACCURACIES[i], Goal.AT_LEAST);
            }
        }));
    }

    private double[] steps(Path run) throws IOException {
        try (RunFolder folder = RunFolder.open(run, Clock.systemUTC())) {
            Checkpoint best = folder.checkpoints().best().orElseThrow();
            TensorFile state = TensorFile.parse("state", best.files().get("state.safetensors"));
            return state.tensors().get("steps/numbers").doubles();
        }
    }

    @Test
    void theFirstOfTheBestStepsStaysWhateverComesLater() throws IOException {
        assertThat(run("run", "learns", "--preset", "quick", "--quiet")).isZero();
        assertThat(steps(onlyRun("learns"))).containsExactly(0, 1, 2, 3);
    }

    @Test
    void betterMayBeLess() {
        BestSoFar best = new BestSoFar();
        assertThat(best.improves("loss", 2, Goal.AT_MOST)).isTrue();
        assertThat(best.improves("loss", 2, Goal.AT_MOST)).isFalse();
        assertThat(best.improves("loss", 1, Goal.AT_MOST)).isTrue();
        assertThat(best.improves("loss", 3, Goal.AT_MOST)).isFalse();
        assertThatThrownBy(() -> best.improves("error", 0, Goal.AT_MOST)).hasMessageContaining("by loss, not by error");
        assertThatThrownBy(() -> best.improves("loss", 0, Goal.EQUAL)).hasMessageContaining("EQUAL");
    }

    @Test
    void aRunThatGoesOnKnowsWhatWasBest() {
        BestSoFar before = new BestSoFar();
        before.improves("accuracy", 0.5, Goal.AT_LEAST);
        RunState state = RunState.empty();
        before.save(state);
        BestSoFar after = new BestSoFar();
        after.load(state);
        assertThat(after.improves("accuracy", 0.4, Goal.AT_LEAST)).isFalse();
        assertThat(after.improves("accuracy", 0.6, Goal.AT_LEAST)).isTrue();
    }
}
