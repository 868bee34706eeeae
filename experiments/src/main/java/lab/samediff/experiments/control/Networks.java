package lab.samediff.experiments.control;

import java.util.Map;
import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.probability.Categorical;
import lab.samediff.models.train.Call;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** What an actor and a critic say of observations, with the parameters as they are at each call. */
final class Networks {
    private final int actions;
    private final Call call;

    Networks(ActorCritic model, Params params) {
        this.actions = model.actions();
        this.call = Call.of(params, s -> both(model, s));
    }

    /** [batch, actions + 1]: the logits and the value of each observation; one call is faster than two. */
    private static SDVariable both(ActorCritic model, Scope s) {
        SDVariable seen = s.input("seen", -1, model.observation());
        return Arrange.concat(1, model.policy(s, seen), Arrange.expandDims(model.value(s, seen), 1));
    }

    /** Of each row of {@code seen} [batch][observation]. */
    Opinion[] of(float[][] seen) {
        float[] numbers = call.run(Map.of("seen", Nd4j.createFromArray(seen)))
                .dup('c')
                .data()
                .asFloat();
        Opinion[] opinions = new Opinion[seen.length];
        for (int row = 0; row < seen.length; row++) {
            double[] logits = new double[actions];
            for (int a = 0; a < actions; a++) logits[a] = numbers[row * (actions + 1) + a];
            opinions[row] = new Opinion(Categorical.ofLogits(logits), numbers[row * (actions + 1) + actions]);
        }
        return opinions;
    }

    /**
     * Of one observation.
     *
     * @param policy chances of the actions
     * @param value the return that is expected
     */
    record Opinion(Categorical policy, double value) {
        /** The likeliest action. */
        int greedy() {
            int best = 0;
            for (int a = 1; a < policy.size(); a++) {
                if (policy.logProbability(a) > policy.logProbability(best)) best = a;
            }
            return best;
        }
    }
}
