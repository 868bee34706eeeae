package lab.samediff.experiments.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures some models, one child process after the other; what fails spoils its row and stops nothing else. */
final class Campaign {
    private static final Logger LOG = LoggerFactory.getLogger(Campaign.class);

    private final List<BenchModel> models;
    private final @Nullable Twin twin;
    private final Path folder;
    private final List<Row> rows;
    private String torch = "";

    /**
     * Nothing is measured so far.
     *
     * @param twin null where there is no PyTorch
     * @param folder for weights and inputs
     */
    Campaign(List<BenchModel> models, @Nullable Twin twin, Path folder) {
        this.models = models;
        this.twin = twin;
        this.folder = folder;
        this.rows = models.stream()
                .map(model -> new Row(model.name(), model.title()))
                .toList();
    }

    List<Row> rows() {
        return rows;
    }

    /** The version of PyTorch, once {@link #compare} has asked for it. */
    Optional<String> torch() {
        return torch.isEmpty() ? Optional.empty() : Optional.of(torch);
    }

    /** Something that is measured for a model. */
    private interface Measurement {
        void take(BenchModel model, Row row) throws ChildException, IOException, InterruptedException;
    }

    /** Compares the losses of both sides from the same weights and inputs. */
    void compare() throws IOException, InterruptedException {
        for (int i = 0; i < models.size(); i++) {
            take("the losses", i, (model, row) -> {
                Path shared = Files.createDirectories(folder.resolve(model.name()));
                row.ourLosses(Ours.check(model, shared).ask(Losses.class, line -> say(model, line)));
                if (twin == null) return;
                Twin.Checked checked = twin.check(model, shared).ask(Twin.Checked.class);
                row.theirLosses(new Losses(checked.losses()), checked.flops());
                torch = checked.version();
            });
        }
    }

    /** One round: each side of each model once, every other round in the opposite order. */
    void round(int round) throws IOException, InterruptedException {
        for (int i = 0; i < models.size(); i++) {
            List<Map.Entry<String, Measurement>> sides = new ArrayList<>(sides().entrySet());
            if (round % 2 == 1) Collections.reverse(sides);
            for (Map.Entry<String, Measurement> side : sides) {
                take("round " + (round + 1) + ", " + side.getKey(), i, side.getValue());
            }
        }
    }

    /** What SameDiff.fit takes for the same steps. */
    void fit() throws IOException, InterruptedException {
        for (int i = 0; i < models.size(); i++) {
            Row row = rows.get(i);
            LOG.info("{}: SameDiff.fit", row.name());
            try {
                Worker.FitMeasured fit = Ours.fit(models.get(i)).ask(Worker.FitMeasured.class);
                Optional<String> objection = row.ourLosses()
                        .flatMap(ours ->
                                Agreement.objection(fit.begin(), fit.end(), ours.begin(), ours.end(), "our own step"));
                objection.ifPresentOrElse(row::fitFails, () -> row.fitted(fit.timing()));
            } catch (ChildException e) {
                row.fitFails(String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * How fast matrix products are.
     *
     * @throws ChildException if they fail; then no other number is worth anything
     */
    static Peaks peaks() throws ChildException, IOException, InterruptedException {
        LOG.info("the peak of matrix products");
        int threads = Runtime.getRuntime().availableProcessors();
        return new Peaks(gflops(1), gflops(threads), threads);
    }

    private static double gflops(int threads) throws ChildException, IOException, InterruptedException {
        return Ours.gemm(threads).ask(Worker.Gflops.class).gflops();
    }

    private Map<String, Measurement> sides() {
        Map<String, Measurement> sides = new LinkedHashMap<>();
        sides.put("ours", (model, row) -> row.addOurs(Ours.steps(model).ask(Measured.class)));
        if (twin == null) return sides;
        for (Twin.ThreadMode mode : Twin.ThreadMode.values()) {
            String name = mode.name().toLowerCase(Locale.ROOT);
            sides.put("PyTorch " + name, side(twin, mode, name));
        }
        return sides;
    }

    private Measurement side(Twin other, Twin.ThreadMode mode, String name) {
        return (model, row) -> {
            Twin.Timed timed =
                    other.time(model, folder.resolve(model.name()), mode).ask(Twin.Timed.class);
            for (Map.Entry<String, Timing> timing : timed.timings().entrySet()) {
                Measured measured =
                        new Measured(timing.getValue(), timed.peak(), Double.NaN, Double.NaN, timed.start());
                row.addTheirs(name + ", " + timing.getKey(), measured);
            }
        };
    }

    private void take(String what, int place, Measurement measurement) throws IOException, InterruptedException {
        Row row = rows.get(place);
        if (row.broken()) return;
        LOG.info("{}: {}", row.name(), what);
        try {
            measurement.take(models.get(place), row);
        } catch (ChildException e) {
            row.breaks(String.valueOf(e.getMessage()));
        }
    }

    /** Our side's own log lines, such as that the engine fell back; the JVM's warnings look different. */
    private static void say(BenchModel model, String line) {
        if (line.startsWith("WARN ") || line.startsWith("INFO ")) LOG.info("{}: {}", model.name(), line);
    }
}
