package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command refuses, and that each model has its twin. Nothing is timed. */
class BenchTest {
    @ParameterizedTest
    @CsvSource({
        "--rounds=-1, want 0 or more",
        "--rounds=many, many",
        "--models=mlp;resnet, 'no model ''resnet''; there are mlp'",
        "--rounds=0 --write, --rounds 0 measures none",
        "--rounds=0 --json=all.json, --rounds 0 measures none",
        "--json=no/such/folder/all.json, there is no folder",
        "--speed, --speed"
    })
    void argumentsThatMakeNoSenseAreRefusedInWords(String arguments, String words) {
        StringWriter errors = new StringWriter();
        CommandLine bench = Bench.commandLine().setErr(new PrintWriter(errors, true));
        assertThat(bench.execute(arguments.replace(';', ',').split(" ", -1))).isEqualTo(2);
        assertThat(errors.toString()).contains(words);
    }

    @Test
    void eachModelHasANameOfItsOwnAndATwin() throws IOException {
        String twins = Files.readString(Path.of("../scripts/pytorch/models.py"));
        assertThat(BenchModels.all()).extracting(BenchModel::name).doesNotHaveDuplicates();
        assertThat(BenchModels.all())
                .allSatisfy(model -> assertThat(twins).containsPattern("\\w+\\." + model.name() + ",\n"));
    }

    @Test
    void pyTorchIsToldToUseAllCoresUnlessNothingIsSet() {
        Twin twin = new Twin("python3", Path.of("twin.py"));
        BenchModel model = BenchModels.named("mlp");
        int cores = Runtime.getRuntime().availableProcessors();
        Child usual = twin.time(model, Path.of("shared"), Twin.ThreadMode.DEFAULT);
        Child tuned = twin.time(model, Path.of("shared"), Twin.ThreadMode.TUNED);
        assertThat(usual.command()).contains("--threads=0");
        assertThat(tuned.command()).contains("--threads=" + cores);
        assertThat(usual.with()).isEmpty();
        assertThat(tuned.with()).containsEntry("OMP_WAIT_POLICY", "PASSIVE");
        assertThat(usual.without())
                .contains("OMP_NUM_THREADS")
                .containsAll(tuned.with().keySet());
    }
}
