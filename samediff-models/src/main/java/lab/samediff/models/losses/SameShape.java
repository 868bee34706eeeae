package lab.samediff.models.losses;

import java.util.Arrays;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** Prediction and target must have one shape: broadcasting [n] against [n, 1] would give a loss of n² terms. */
final class SameShape {
    private SameShape() {}

    static void require(String loss, SDVariable prediction, SDVariable target, int rank) {
        if (Scope.shape(prediction).length != rank) throw misfit(loss + " wants rank " + rank, prediction, target);
        require(loss, prediction, target);
    }

    static void require(String loss, SDVariable prediction, SDVariable target) {
        if (!agree(Scope.shape(prediction), Scope.shape(target))) {
            throw misfit(loss + " wants prediction and target of one shape", prediction, target);
        }
    }

    /** One id for each row of logits. */
    static void requireTokens(SDVariable logits, SDVariable ids) {
        long[] have = Scope.shape(logits);
        if (have.length != 3 || !agree(Arrays.copyOf(have, 2), Scope.shape(ids))) {
            throw misfit("cross-entropy wants logits [batch, time, vocabulary] and ids [batch, time]", logits, ids);
        }
    }

    private static boolean agree(long[] have, long[] wanted) {
        boolean same = have.length == wanted.length;
        for (int i = 0; same && i < have.length; i++) {
            same = have[i] == wanted[i] || have[i] == -1 || wanted[i] == -1;
        }
        return same;
    }

    private static IllegalArgumentException misfit(String problem, SDVariable prediction, SDVariable target) {
        return new IllegalArgumentException(
                problem + ", got " + prediction.name() + " " + Arrays.toString(Scope.shape(prediction)) + " and "
                        + target.name() + " " + Arrays.toString(Scope.shape(target)));
    }
}
