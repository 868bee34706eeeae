package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import lab.samediff.models.train.DivergedException;
import lab.samediff.pipelines.catalog.DataAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class RunTest {
    @TempDir
    private Path results;

    private RunFolder folder;

    private Run run(long seed) throws IOException {
        folder = RunFolder.create(results, "toy", seed, Clock.systemUTC());
        MetricsLog metrics = new MetricsLog(folder.file("metrics.jsonl"), System::nanoTime);
        Progress progress = new Progress(
                new PrintStream(PrintStream.nullOutputStream()), Progress.Mode.NONE, System::nanoTime, "toy");
        return new Run(
                folder,
                metrics,
                progress,
                Preset.QUICK,
                seed,
                DataAccess.of(Map.of("HOME", results.toString())),
                new Run.Going(
                        null,
                        new Safety(new Stop(System::nanoTime, 0), Long.MAX_VALUE, OnNan.STOP),
                        new Divergences(OnNan.STOP, folder)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueThatIsNotFiniteStopsTheRunAtItsStep(double value) throws IOException {
        Run run = run(1);
        assertThatThrownBy(() -> {
                    for (int i : run.steps(10)) {
                        run.log("loss", i < 7 ? 1 : value);
                    }
                })
                .isInstanceOfSatisfying(DivergedException.class, e -> {
                    assertThat(e.step()).isEqualTo(7);
                    assertThat(e.name()).isEqualTo("loss");
                });
        assertThatThrownBy(() -> run.result("end", value)).isInstanceOf(DivergedException.class);
        assertThat(Files.readAllLines(folder.file("metrics.jsonl"))).hasSize(7);
    }

    @Test
    void aResultIsGivenOnce() throws IOException {
        Run run = run(1);
        run.result("end", 1);
        assertThatThrownBy(() -> run.result("end", 1)).hasMessageContaining("two results called end");
        assertThat(run.results()).containsExactly(Map.entry("end", 1.0));
    }

    @Test
    void theSeedGivesTheNumbers() throws IOException {
        INDArray first = run(5).normal(3, 4, 5);
        assertThat(first.shape()).containsExactly(3, 4, 5);
        assertThat(first.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(run(5).normal(3, 4, 5)).isEqualTo(first);
        assertThat(run(6).normal(3, 4, 5)).isNotEqualTo(first);
        SeededRandom same = new SeededRandom(5);
        assertThat(first.getFloat(0, 0, 0)).isEqualTo((float) same.nextGaussian());
        assertThat(first.getFloat(0, 0, 1)).isEqualTo((float) same.nextGaussian());
    }

    @Test
    void uniformNumbersLieInTheirInterval() throws IOException {
        INDArray uniform = run(5).uniform(100, 100);
        assertThat(uniform.minNumber().doubleValue()).isBetween(0.0, 0.001);
        assertThat(uniform.maxNumber().doubleValue()).isBetween(0.999, Math.nextDown(1.0f) * 1.0);
        assertThatThrownBy(() -> run(5).uniform(3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> run(5).uniform(1L << 40, 1L << 40)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aNamedStreamGoesOnAndDoesNotDisturbTheOthers() throws IOException {
        Run run = run(5);
        double first = run.random("augment").nextDouble();
        assertThat(run.random("augment").nextDouble()).isNotEqualTo(first);
        assertThat(run.random().nextLong()).isEqualTo(new SeededRandom(5).nextLong());
        assertThat(run(5).random("augment").nextDouble()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/b", "", "x y", "<img>"})
    void picturesAndTextsStayInTheFolder(String name) throws IOException {
        Run run = run(1);
        assertThatThrownBy(() -> run.image(name, Toys.picture())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> run.text(name, "text")).isInstanceOf(IllegalArgumentException.class);
    }
}
