package lab.samediff.experiments.adversarial;

import java.util.Map;
import java.util.stream.DoubleStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.adversarial.Lipschitz;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.losses.EarthMover;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A critic of points [batch, n] in training, and what it is like. Its parameters are those below {@code critic}. */
final class Critic {
    private final Params params;
    private final Mlp network;
    private final Lipschitz lipschitz;
    private final Step step;
    private final Call distance;
    private final Call slopes;

    Critic(Run run, Params params, Mlp network, Lipschitz lipschitz, Rule rule) {
        this.params = params;
        this.network = network;
        this.lipschitz = lipschitz;
        this.step = run.step(params, "critic", rule, s -> lipschitz.loss(s, network, real(s), fake(s), mix(s)));
        this.distance = Call.of(params, this::distance);
        this.slopes = Call.of(params, this::slopes);
    }

    private SDVariable distance(Scope s) {
        SDVariable onReal = network.apply(s.in("critic"), real(s));
        return EarthMover.distance(onReal, network.apply(s.again("critic"), fake(s)));
    }

    private SDVariable slopes(Scope s) {
        return Lipschitz.slopesBetween(s.in("critic"), network, real(s), fake(s), mix(s));
    }

    private SDVariable real(Scope s) {
        return s.input("real", -1, network.in());
    }

    private SDVariable fake(Scope s) {
        return s.input("fake", -1, network.in());
    }

    private static SDVariable mix(Scope s) {
        return s.input("mix", -1, 1);
    }

    /** Takes a step on points of both kinds; mix [batch, 1] says where between them the slopes are looked at. */
    double step(INDArray real, INDArray fake, INDArray mix) {
        double loss = step.run(Map.of("real", real, "fake", fake, "mix", mix));
        lipschitz.project(params.under("critic"));
        return loss;
    }

    /** Mean score of the real minus that of the fake: the estimate of W₁. */
    double distance(INDArray real, INDArray fake) {
        return distance.run(Map.of("real", real, "fake", fake)).getDouble(0);
    }

    /** The norms of the critic's gradient at the points between. */
    double[] slopes(INDArray real, INDArray fake, INDArray mix) {
        return slopes.run(Map.of("real", real, "fake", fake, "mix", mix)).data().asDouble();
    }

    /** All weights and biases. */
    double[] weights() {
        return params.under("critic").arrays().values().stream()
                .flatMapToDouble(array -> DoubleStream.of(array.data().asDouble()))
                .toArray();
    }

    /** No slope is above this: the product of the matrices' largest singular values, since no activation is steeper than 1. */
    double slopeBound() {
        return params.under("critic").arrays().values().stream()
                .filter(array -> array.rank() == 2)
                .mapToDouble(array ->
                        new SingularValueDecomposition(MatrixUtils.createRealMatrix(array.toDoubleMatrix())).getNorm())
                .reduce(1, (a, b) -> a * b);
    }
}
