package lab.samediff.experiments.bench;

import java.util.Locale;
import java.util.Map;

/** {@code results/bench/README.md}: the tables, the machine, and how the numbers came about. */
final class BenchPage {
    private BenchPage() {}

    static String markdown(BenchTable table, Map<String, String> machine, int rounds) {
        StringBuilder page = new StringBuilder(introduction(rounds)).append(table.markdown());
        page.append(explanation(table.peaks())).append("\n## The machine\n\n");
        machine.forEach((what, value) ->
                page.append("- ").append(what).append(": ").append(value).append('\n'));
        return page.toString();
    }

    private static String introduction(int rounds) {
        return String.format(Locale.ROOT, """
                # A training step beside PyTorch's

                Made by `scripts/bench --write`; not edited by hand. What it means and what holds the rest back: [notes](NOTES.md).

                A step is forward, backward and an Adam update at rate 1e-3; the batch is in memory already, the loss is
                read. Both sides begin with the same weights and inputs and must have the same first loss (relative
                difference at most 1e-4) and the same loss after three updates (1e-3), otherwise the ratio is void. Each
                number is the median over %d rounds, which alternate between the sides, of the median (or lower
                quartile) over the steps of one process. PyTorch runs in three thread modes (default: nothing set;
                tuned: all cores, `OMP_WAIT_POLICY=PASSIVE OPENBLAS_THREAD_TIMEOUT=10`; plain: all cores), each with
                Adam updating one parameter at a time (single) or all at once (foreach), and models of images also with
                the channels last in memory; the best of these counts. The ratio is PyTorch's time over ours.

                """, rounds);
    }

    private static String explanation(Peaks peaks) {
        return String.format(Locale.ROOT, """

                MFLOP per step: 2 m n k for each matrix product and twice the multiplications of each convolution that
                PyTorch executes in a step, forward and backward, and no other operation. The peak is that of products
                of 768 x 768 matrices, one stream per thread: %.0f GFLOP/s on one thread, %.0f on %d. Memory is the most
                that was resident. Plan: compiling the plan of the gradient graph, in a process that never did it before.
                Compile: from the start of building the graph to the end of the first step, less a usual step; most of
                it goes into loading classes and into kernels that the JVM has not compiled yet. Start: from just before
                the process was started, libraries included.
                """, peaks.one(), peaks.all(), peaks.threads());
    }
}
