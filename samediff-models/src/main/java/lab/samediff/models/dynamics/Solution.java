package lab.samediff.models.dynamics;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an integrator found, and what it cost.
 *
 * @param states the state at each time asked for, the start included; arrays of their own, never written to again
 * @param evaluations how often the velocity field was evaluated (NFE)
 * @param accepted steps that were kept
 * @param rejected steps that were tried and thrown away; 0 for fixed steps
 */
public record Solution(List<INDArray> states, long evaluations, long accepted, long rejected) {
    public Solution {
        states = List.copyOf(states);
    }

    /** The state at the last time asked for. */
    public INDArray state() {
        return states.get(states.size() - 1);
    }
}
