package lab.samediff.experiments.core;

import java.util.Map;
import lab.samediff.experiments.files.Tensor;

/**
 * All that a run needs in order to go on from one place in one of its loops.
 *
 * @param loop which loop, from 1 in the order in which they begin
 * @param count its steps
 * @param done how many of them have been taken
 * @param step steps taken in all loops
 * @param results what the run has given so far
 * @param metrics where metrics.jsonl stands
 * @param tensors what is kept
 */
record Snapshot(
        int loop,
        int count,
        int done,
        int step,
        Map<String, Double> results,
        MetricsLog.Position metrics,
        Map<String, Tensor> tensors) {

    /** A number that rises from one place in the run to the next: the end of a loop and the start of the next are two. */
    long place() {
        return step + loop - 1L;
    }

    boolean isEnd() {
        return done == count;
    }
}
