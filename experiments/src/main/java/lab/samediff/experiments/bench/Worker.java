package lab.samediff.experiments.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The child process of our side: does one thing, answers with one line of JSON on standard output. */
@Command(name = "bench-worker", description = "Measures one side of one model, for bench.")
final class Worker implements Callable<Integer> {
    private static final double WARM_UP = 3;
    private static final double COUNTED = 2.5;

    /** What to do. */
    enum Side {
        /** Write weights and inputs, answer with {@link Losses}. */
        CHECK,
        /** Time our steps, answer with {@link Measured}. */
        STEPS,
        /** Time SameDiff.fit, answer with {@link FitMeasured}. */
        FIT,
        /** Answer with {@link Gflops} of matrix products. */
        GEMM
    }

    /** What SameDiff.fit does: its times, and the losses around the first three steps. */
    record FitMeasured(Timing timing, double begin, double end) {}

    /** Billions of floating-point operations per second. */
    record Gflops(double gflops) {}

    @Option(names = "--side", required = true)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Side side;

    @Option(names = "--model")
    private @Nullable String model;

    @Option(names = "--folder")
    private @Nullable Path folder;

    @Option(names = "--threads")
    private int threads = 1;

    @Option(names = "--launched", description = "when the process was started, milliseconds since 1970")
    private long launched;

    private Worker() {}

    /** Does what it is told and exits. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Worker())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Object answer =
                switch (side) {
                    case CHECK -> check();
                    case STEPS -> steps();
                    case FIT -> fit();
                    case GEMM -> new Gflops(GemmPeak.measure(threads));
                };
        // Not System.out, to which libraries print too: whoever reads takes the last line.
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            out.println("\n" + JsonMapper.builder().build().writeValueAsString(answer));
        }
        return 0;
    }

    private BenchModel chosen() {
        if (model == null) throw new IllegalArgumentException("--model is missing");
        return BenchModels.named(model);
    }

    private Losses check() throws IOException {
        if (folder == null) throw new IllegalArgumentException("--folder is missing");
        Workload workload = new Workload(chosen());
        Npy.write(folder.resolve("weights"), workload.weights());
        Npy.write(folder.resolve("inputs"), workload.batch());
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < Losses.STEPS; i++) losses.add(workload.step());
        return new Losses(losses);
    }

    private Measured steps() throws IOException {
        BenchModel chosen = chosen();
        long begin = System.nanoTime();
        Workload workload = new Workload(chosen);
        workload.step();
        double first = (System.nanoTime() - begin) / 1e9;
        double start = (System.currentTimeMillis() - launched) / 1e3;
        Laps laps = new Laps(WARM_UP, COUNTED);
        while (laps.more()) {
            laps.begin();
            workload.step();
        }
        Timing timing = laps.timing();
        return new Measured(timing, Memory.peak(), workload.planning(), first - timing.median() / 1e3, start);
    }

    private FitMeasured fit() {
        StockFit fit = new StockFit(chosen());
        double begin = fit.loss();
        fit.fit(Losses.STEPS - 1);
        double end = fit.loss();
        Laps laps = new Laps(WARM_UP, COUNTED);
        fit.fit(laps);
        return new FitMeasured(laps.timing(), begin, end);
    }
}
