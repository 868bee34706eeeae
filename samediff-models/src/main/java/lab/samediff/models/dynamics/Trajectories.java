package lab.samediff.models.dynamics;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a batch of trajectories costs, and how far from straight it runs. */
public final class Trajectories {
    private Trajectories() {}

    /**
     * Path energy: the mean over the batch of ∫|dx/dt|² dt, with each trajectory taken as straight between the states given,
     * so that it approaches the integral from below as times are added. Never less than the mean of |x(T) − x(0)|²/T.
     *
     * @param times in order, forwards or backwards
     * @param states [n, ...] at each of the times, e.g. {@link Solution#states()}
     * @throws IllegalArgumentException if there are fewer than two states, or not one for each time
     */
    public static double energy(double[] times, List<INDArray> states) {
        if (states.size() != times.length || times.length < 2) {
            throw new IllegalArgumentException("a trajectory has two or more states, one at each time; got "
                    + states.size() + " at " + times.length);
        }
        double energy = 0;
        for (int i = 1; i < times.length; i++) {
            energy += meanSquare(states.get(i - 1), states.get(i)) / Math.abs(times[i] - times[i - 1]);
        }
        return energy;
    }

    /**
     * Straightness: {@link #energy} minus the energy of going straight from the start to the end at constant speed. 0 for
     * straight lines at constant speed, above 0 for all else. Over [0, 1] this is S(Z) of Liu et al. 2022, Flow Straight and
     * Fast, arXiv:2209.03003, equation 3, since ∫|Ż|² − |Z₁ − Z₀|² = ∫|(Z₁ − Z₀) − Ż|². Arguments as {@link #energy}.
     */
    public static double straightness(double[] times, List<INDArray> states) {
        double energy = energy(times, states);
        int last = times.length - 1;
        double direct = meanSquare(states.get(0), states.get(last)) / Math.abs(times[last] - times[0]);
        return energy - direct;
    }

    /** The mean over rows of |b_i − a_i|². */
    private static double meanSquare(INDArray a, INDArray b) {
        Rows.requireAlike(a, b);
        double[] from = Rows.values(a);
        double[] to = Rows.values(b);
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            sum += (to[i] - from[i]) * (to[i] - from[i]);
        }
        return sum / a.size(0);
    }
}
