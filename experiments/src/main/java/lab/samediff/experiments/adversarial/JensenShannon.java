package lab.samediff.experiments.adversarial;

import java.util.Map;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.losses.Adversarial;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A critic with logits in training, whose loss is 2 ln 2 − 2 JS at its best, so that it estimates the Jensen-Shannon
 * divergence from below. Goodfellow et al. 2014, arXiv:1406.2661, theorem 1.
 */
final class JensenShannon {
    private final Mlp network;
    private final Step step;
    private final Call loss;

    JensenShannon(Run run, Params params, Mlp network, Rule rule) {
        this.network = network;
        this.step = run.step(params, rule, this::loss);
        this.loss = Call.of(params, this::loss);
    }

    private SDVariable loss(Scope s) {
        SDVariable onReal = network.apply(s.in("critic"), s.input("real", -1, network.in()));
        SDVariable onFake = network.apply(s.again("critic"), s.input("fake", -1, network.in()));
        return Adversarial.critic(onReal, onFake);
    }

    /** Takes a step on points of both kinds. */
    void step(INDArray real, INDArray fake) {
        step.run(Map.of("real", real, "fake", fake));
    }

    /** The estimate in nats. */
    double divergence(INDArray real, INDArray fake) {
        return Math.log(2) - loss.run(Map.of("real", real, "fake", fake)).getDouble(0) / 2;
    }
}
