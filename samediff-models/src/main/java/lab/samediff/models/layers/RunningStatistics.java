package lab.samediff.models.layers;

import java.util.Map;
import lab.samediff.models.graph.Params;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Parameters that no rule moves and that trail behind what training steps report of their batches. */
public final class RunningStatistics {
    private RunningStatistics() {}

    /**
     * Replaces each parameter r whose name was reported by (1 - momentum) r + momentum · reported, as in Ioffe and
     * Szegedy 2015, arXiv:1502.03167, section 3.1. Call it after each training step:
     *
     * <pre>{@code
     * step.run(batch);
     * RunningStatistics.follow(params, step.reported(), 0.1);
     * }</pre>
     *
     * @param params those that may follow; where two steps train two networks, {@link Params#under} picks the step's own
     * @param reported by name; names that are no parameters of {@code params} are left alone, they are other reports
     * @param momentum weight of the newest batch, in (0, 1]; 0.1 is usual
     * @throws IllegalArgumentException if momentum is out of range
     */
    public static void follow(Params params, Map<String, INDArray> reported, double momentum) {
        if (!(momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException("momentum must be in (0, 1], got " + momentum);
        }
        reported.forEach((name, newest) -> {
            INDArray running = params.arrays().get(name);
            if (running != null) running.muli(1 - momentum).addi(newest.mul(momentum));
        });
    }
}
