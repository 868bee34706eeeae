package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.Batches;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs that meet what is not finite. Their model is one number w, with the loss (w − y)² and the rate 1/4: each step takes
 * it to the middle between itself and the row's y. In binary that is exact, so every w is known.
 */
class DivergenceTest extends LabHarness {
    private static final int ROWS = 12;
    private static final int STEPS = 20;
    private static final int BAD = 5;

    @Override
    List<Experiment<?>> experiments() {
        return List.of(
                Toys.toy("one-bad-row", run -> halve(run, row -> row == BAD ? Double.NaN : row)),
                Toys.toy("goes-bad", run -> {
                    AtomicInteger seen = new AtomicInteger();
                    halve(run, row -> seen.getAndIncrement() < 3 ? row : Double.NaN);
                }),
                Toys.toy("no-loop", run -> run.log("loss", Double.NaN)),
                Toys.toy("only-bad-rows", run -> halve(run, row -> Double.NaN)),
                Toys.toy("overflows", DivergenceTest::overflow));
    }

    private static Step step(Run run, Params params, double rate) {
        return run.step(
                params,
                Rule.sgd(rate),
                s -> Ops.sum(Ops.square(Ops.sub(s.param("w", Init.zeros(1)), s.input("y", 1))), false));
    }

    private static void overflow(Run run) {
        Step step = step(run, new Params(1, DataType.FLOAT), 1e38);
        for (int i : run.steps(STEPS)) run.log("loss", step.run(Map.of("y", Nd4j.createFromArray(1000f))));
    }

    private static void halve(Run run, IntToDoubleFunction y) {
        Params params = new Params(1, DataType.FLOAT);
        Step step = step(run, params, 0.25);
        Batches batches = run.batches(ROWS, 1);
        for (int i : run.steps(STEPS)) {
            int row = batches.next()[0];
            run.log("loss", step.run(Map.of("y", Nd4j.createFromArray((float) y.applyAsDouble(row)))));
            run.log("w", params.array("w").getDouble(0));
        }
        run.result("w", params.array("w").getDouble(0));
    }

    /** The rows in the order in which seed 1 shuffles them, the bad one too. */
    private static List<Integer> rows(int n) {
        Batches batches = new Batches(ROWS, 1, 1);
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) rows.add(batches.next()[0]);
        return rows;
    }

    private static double after(List<Integer> rows) {
        double w = 0;
        for (int row : rows) w = (w + row) / 2;
        return w;
    }

    private Path run(int code, String name, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("run", name, "--preset", "quick", "--quiet"));
        all.addAll(List.of(options));
        assertThat(run(all.toArray(String[]::new))).as(err()).isEqualTo(code);
        return onlyRun(name);
    }

    private JsonNode result(Path run) throws IOException {
        return json(run.resolve("summary.json")).at("/results/w");
    }

    @Test
    void stopEndsTheRunAndNamesTheStepTheRowsTheRateAndTheLastMetrics() throws IOException {
        Path run = run(4, "one-bad-row");
        int bad = rows(STEPS).indexOf(BAD);
        JsonNode incidents = json(run.resolve("diverged.json"));
        assertThat(incidents).hasSize(1);
        JsonNode incident = incidents.get(0);
        assertThat(incident.path("step").intValue()).isEqualTo(bad);
        assertThat(incident.path("what").textValue()).isEqualTo("loss");
        assertThat(incident.path("value").asText()).isEqualTo("NaN");
        assertThat(incident.path("then").textValue()).isEqualTo("stopped");
        assertThat(incident.at("/batches 1/rows")).hasToString("[" + BAD + "]");
        assertThat(incident.at("/step 1/rate").doubleValue()).isEqualTo(0.25);
        assertThat(incident.at("/metrics/w").doubleValue()).isEqualTo(after(rows(bad)));
        assertThat(json(run.resolve("status.json")).path("state").textValue()).isEqualTo("diverged");
    }

    @Test
    void skipLeavesOutTheBadRowsAndNothingElse() throws IOException {
        Path run = run(0, "one-bad-row", "--on-nan", "skip");
        List<Integer> rows = rows(STEPS);
        long bad = rows.stream().filter(row -> row == BAD).count();
        rows.removeIf(row -> row == BAD);
        assertThat(result(run).doubleValue()).isEqualTo(after(rows));
        assertThat(json(run.resolve("diverged.json"))).hasSize((int) bad);
        assertThat(json(run.resolve("summary.json")).path("incidents").longValue())
                .isEqualTo(bad);
        assertThat(out()).contains("not finite, see", "diverged.json");
        long losses = Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"loss\""))
                .count();
        assertThat(losses).isEqualTo(STEPS - bad);
    }

    @Test
    void rollbackTakesTheStepAgainWithTheRowsThatFollow() throws IOException {
        Path run = run(0, "one-bad-row", "--on-nan", "rollback", "--checkpoint-every", "0s");
        List<Integer> rows = rows(2 * STEPS);
        rows.removeIf(row -> row == BAD);
        assertThat(result(run).doubleValue()).isEqualTo(after(rows.subList(0, STEPS)));
        JsonNode incidents = json(run.resolve("diverged.json"));
        for (JsonNode incident : incidents) {
            assertThat(incident.path("then").textValue())
                    .isEqualTo("back to step " + incident.path("step").intValue());
        }
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(2 * STEPS);
    }

    @Test
    void aRunThatGoesOnKeepsItsAnswerAndWhatWasNoted() throws IOException {
        Path run = run(4, "one-bad-row", "--checkpoint-every", "0s");
        assertThat(run("resume", run.toString(), "--on-nan", "skip", "--quiet"))
                .as(err())
                .isZero();
        List<Integer> rows = rows(STEPS);
        long bad = rows.stream().filter(row -> row == BAD).count();
        rows.removeIf(row -> row == BAD);
        assertThat(result(run).doubleValue()).isEqualTo(after(rows));
        assertThat(json(run.resolve("diverged.json"))).hasSize(1 + (int) bad);
    }

    @Test
    void aReplayAnswersAsTheRunDid() throws IOException {
        Path run = run(0, "one-bad-row", "--on-nan", "skip");
        assertThat(run("replay", run.toString(), "--quiet")).as(err()).isZero();
    }

    @Test
    void skippingEndsAfterTenInARow() throws IOException {
        Path run = run(4, "only-bad-rows", "--on-nan", "skip");
        JsonNode incidents = json(run.resolve("diverged.json"));
        assertThat(incidents).hasSize(11);
        assertThat(incidents.get(9).path("then").textValue()).isEqualTo("skipped");
        assertThat(incidents.get(10).path("then").textValue()).isEqualTo("stopped");
    }

    @Test
    void rollingBackEndsAfterThreeTimes() throws IOException {
        Path run = run(4, "goes-bad", "--on-nan", "rollback", "--checkpoint-every", "0s");
        JsonNode incidents = json(run.resolve("diverged.json"));
        assertThat(incidents.findValuesAsText("step")).containsExactly("3", "6", "9", "12");
        assertThat(incidents.findValuesAsText("then"))
                .containsExactly("back to step 3", "back to step 6", "back to step 9", "stopped after 3 times back");
    }

    @Test
    void thereIsACheckpointToGoBackToFromTheFirstStepOn() throws IOException {
        Path run = run(4, "goes-bad", "--on-nan", "rollback");
        JsonNode incidents = json(run.resolve("diverged.json"));
        assertThat(incidents.findValuesAsText("step")).containsExactly("3", "3", "3", "3");
        assertThat(incidents.findValuesAsText("then")).startsWith("back to step 0");
    }

    @Test
    void withoutACheckpointNothingIsRolledBack() throws IOException {
        Path run = run(4, "no-loop", "--on-nan", "rollback");
        assertThat(Files.readString(run.resolve("run.log"))).contains("no checkpoint to go back to");
        assertThat(json(run.resolve("diverged.json"))).hasSize(1);
    }

    @Test
    void parametersThatAreNotFiniteNeverGetIntoACheckpoint() throws IOException {
        Path run = run(4, "overflows", "--checkpoint-every", "0s");
        assertThat(json(run.resolve("diverged.json")).get(0).path("what").textValue())
                .isEqualTo("step 1/parameter w");
        assertThat(run.resolve("checkpoints"))
                .as("the one before the first step, in which there is nothing wrong")
                .isDirectoryContaining("glob:**/step-00000000")
                .isDirectoryNotContaining("glob:**/step-*[1-9]");
    }

    @Test
    void whatWasSkippedIsNotRecordedAsAResult() throws IOException {
        assertThat(run("run", "one-bad-row", "--preset", "quick", "--quiet", "--on-nan", "skip", "--record"))
                .isEqualTo(2);
        assertThat(err()).contains("diverged.json", "the ledger keeps runs without");
        assertThat(results.resolve("reproduced")).doesNotExist();
    }
}
