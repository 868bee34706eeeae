package lab.samediff.experiments.core;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.Gif;
import lab.samediff.experiments.report.Png;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.DivergedException;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.Batches;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.Provenance;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an experiment gets from its runner: steps, randomness and data; and where its results go. A run is used by one
 * thread, the one that runs the experiment.
 */
public final class Run {
    private static final int CHART_WIDTH = 720;
    private static final int CHART_HEIGHT = 480;

    private final RunFolder folder;
    private final MetricsLog metrics;
    private final Keeper keeper;
    private final Checkpointer checkpoints;
    private final Loop loop;
    private final Divergences divergences;
    private final Preset preset;
    private final long seed;
    private final DataAccess data;
    private final SeededRandom random;
    private final BestSoFar best = new BestSoFar();
    private final Map<String, SeededRandom> streams = new LinkedHashMap<>();
    private final Map<String, Double> results = new LinkedHashMap<>();
    private final Map<String, Provenance> used = new LinkedHashMap<>();

    Run(
            RunFolder folder,
            MetricsLog metrics,
            Progress progress,
            Preset preset,
            long seed,
            DataAccess data,
            Going going) {
        this.folder = folder;
        this.metrics = metrics;
        this.preset = preset;
        this.seed = seed;
        this.data = data;
        this.random = new SeededRandom(seed);
        this.divergences = going.divergences();
        this.keeper = new Keeper(metrics, results, going.saved());
        Keeper.Saved saved = going.saved();
        long newest = saved == null ? -1 : saved.last().place();
        this.checkpoints = new Checkpointer(folder.checkpoints(), keeper, going.safety(), System::nanoTime, newest);
        this.loop =
                new Loop(metrics, progress, keeper, checkpoints, new Heartbeat(folder, System::nanoTime), this::note);
        keeper.keep(Kept.RANDOM, new Kept.OfStreams(random, streams));
        keeper.keep("best so far", best);
        keeper.keep(Kept.ND4J, new Kept.OfNd4j());
    }

    /**
     * How a run goes on and stops.
     *
     * @param saved what an earlier process, or an earlier attempt, left, or null
     * @param safety what it does so that it can go on
     * @param divergences what becomes of it where something is not finite
     */
    record Going(Keeper.@Nullable Saved saved, Safety safety, Divergences divergences) {}

    /**
     * The numbers 0 to n − 1, for the loop of an experiment; keeps the progress line and says at which step {@link #log}
     * logs. Several loops may follow each other and are counted on; they can't be nested.
     */
    public Iterable<Integer> steps(int n) {
        return loop.of(n);
    }

    /** A step that moves all parameters, whose state is kept. */
    public Step step(Params params, Rule rule, Function<Scope, SDVariable> loss) {
        return keep(Step.of(params, rule, loss));
    }

    /** A step that moves the parameters at or below {@code moves}, whose state is kept. */
    public Step step(Params params, String moves, Rule rule, Function<Scope, SDVariable> loss) {
        return keep(Step.of(params, moves, rule, loss));
    }

    /** Keeps the state of a step that something else has made. */
    public Step keep(Step step) {
        keep(Kept.STEP + (keeper.count(Kept.STEP) + 1), new Kept.OfStep(step));
        return step.skipping(e -> divergences.skips(e, this));
    }

    /** Batches shuffled with the run's seed, whose position is kept; the last of an epoch may be smaller. */
    public Batches batches(int size, int batch) {
        return batches(size, batch, seed, Batches.Last.KEEP);
    }

    /** Batches whose position is kept. */
    public Batches batches(int size, int batch, long shuffled, Batches.Last last) {
        return keep(new Batches(size, batch, shuffled, last));
    }

    /** Keeps the position of batches that something else has made. */
    public Batches keep(Batches batches) {
        keep(Kept.BATCHES + (keeper.count(Kept.BATCHES) + 1), new Kept.OfBatches(batches));
        return batches;
    }

    /** An empty series of numbers to be filled in a loop; it is kept. */
    public NumberSeries numbers(String name) {
        return keep(name, new NumberSeries());
    }

    /** An empty series of arrays to be filled in a loop; it is kept. */
    public ArraySeries arrays(String name) {
        return keep(name, new ArraySeries());
    }

    /**
     * Keeps what changes in a loop, and must be known again where a run goes on. To be told before the loop begins;
     * {@link #step}, {@link #batches}, {@link #numbers} and {@link #arrays} do it by themselves, and random numbers of the
     * run need nothing.
     *
     * @param name for the checkpoint, another one for each thing
     * @return {@code thing}
     */
    public <T extends Resumable> T keep(String name, T thing) {
        return keeper.keep(name, thing);
    }

    /**
     * Logs a metric at this step. All values of a loop of at most 2000 steps are kept, else about 2000 of each metric,
     * always with the last one. A value that is not finite is left out where the optimiser has skipped this step, see
     * {@code --on-nan}.
     *
     * @throws DivergedException if the value is NaN or infinite, and the step was not skipped
     */
    public void log(String metric, double value) {
        if (!Double.isFinite(value) && divergences.hasSkipped(loop.step())) return;
        metrics.log(loop.step(), metric, finite(metric, value));
    }

    /**
     * Logs the metric by which models are chosen, of the state that this step has left. The checkpoint with the best value
     * stays, whatever comes later.
     *
     * @param goal AT_LEAST if more is better, AT_MOST if less is
     * @throws DivergedException if the value is NaN or infinite
     * @throws IllegalArgumentException if the run has chosen by another metric before
     */
    public void best(String metric, double value, Goal goal) {
        log(metric, value);
        if (best.improves(metric, value, goal)) checkpoints.markBest();
    }

    /**
     * A final result, which is compared with the references of this name.
     *
     * @throws DivergedException if the value is NaN or infinite
     * @throws IllegalArgumentException if this run has given a result of this name before
     */
    public void result(String metric, double value) {
        Names.checkMetric(metric);
        finite(metric, value);
        if (results.putIfAbsent(metric, value) != null) {
            throw new IllegalArgumentException("the run has two results called " + metric);
        }
    }

    /** Keeps a chart as {@code name.png}, over an earlier one of this name. */
    public void chart(String name, Chart chart) {
        image(name, chart.render(CHART_WIDTH, CHART_HEIGHT));
    }

    /** Keeps a picture as {@code name.png}, over an earlier one of this name. */
    public void image(String name, BufferedImage image) {
        store(name + ".png", () -> Png.bytes(image));
    }

    /** Keeps an animation as {@code name.gif}; each frame is shown for {@code millis} milliseconds. */
    public void animation(String name, List<BufferedImage> frames, int millis) {
        store(name + ".gif", () -> Gif.bytes(frames, millis));
    }

    /** Keeps a text as {@code name.txt}, over an earlier one of this name. */
    public void text(String name, String text) {
        store(name + ".txt", () -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The run's main stream of random numbers. */
    public SeededRandom random() {
        return random;
    }

    /** The stream of this name: given by seed and name, whatever else the run draws; the same object each time. */
    public SeededRandom random(String name) {
        return streams.computeIfAbsent(name, n -> SeededRandom.stream(seed, n));
    }

    /** Standard normal numbers from {@link #random()}, float. */
    public INDArray normal(long... shape) {
        return random.normal(shape);
    }

    /** Numbers uniform in [0, 1) from {@link #random()}, float. */
    public INDArray uniform(long... shape) {
        return random.uniform(shape);
    }

    /** The seed of this run. */
    public long seed() {
        return seed;
    }

    /** The preset of this run, for what the settings can't say, such as how many pictures are drawn. */
    public Preset preset() {
        return preset;
    }

    /** Where data sets come from; tell {@link #used} what was read. */
    public DataAccess data() {
        return data;
    }

    /** Notes where a data set came from, for the report and the ledger. */
    public void used(Provenance provenance) {
        used.put(provenance.source(), provenance);
    }

    Map<String, Double> results() {
        return Collections.unmodifiableMap(results);
    }

    Map<String, Provenance> provenance() {
        return Collections.unmodifiableMap(used);
    }

    int step() {
        return loop.step();
    }

    /** Where the run stands, for people. */
    Map<String, Object> circumstances() {
        Map<String, Object> facts = new LinkedHashMap<>(keeper.facts());
        facts.put("metrics", metrics.latest());
        return facts;
    }

    Checkpointer checkpoints() {
        return checkpoints;
    }

    Keeper keeper() {
        return keeper;
    }

    private double finite(String metric, double value) {
        if (!Double.isFinite(value)) {
            throw new DivergedException(Names.printable(metric), loop.step(), value);
        }
        return value;
    }

    private String note() {
        return metrics.latest().entrySet().stream()
                .limit(3)
                .map(e -> e.getKey() + " " + Estimate.number(e.getValue()))
                .collect(Collectors.joining("  "));
    }

    /** What a file is to hold. */
    private interface Content {
        byte[] bytes() throws IOException;
    }

    private void store(String name, Content content) {
        try {
            folder.bytes(name, content.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + folder.path().resolve(name), e);
        }
    }
}
