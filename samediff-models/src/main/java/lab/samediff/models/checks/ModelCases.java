package lab.samediff.models.checks;

import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.models.adversarial.Lipschitz;
import lab.samediff.models.adversarial.Wgan;
import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.flows.RealNvp;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graphs.Gcn;
import lab.samediff.models.graphs.Gin;
import lab.samediff.models.graphs.GinLinks;
import lab.samediff.models.graphs.GraphAutoEncoder;
import lab.samediff.models.graphs.LinkModel;
import lab.samediff.models.graphs.PooledGcn;
import lab.samediff.models.latent.Vae;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Coupling;
import lab.samediff.models.layers.Edges;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Transformed;
import lab.samediff.models.losses.ClippedPolicy;
import lab.samediff.models.losses.Divergence;
import lab.samediff.models.losses.Penalty;
import lab.samediff.models.vision.LeNet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The other half of {@link BlockCases}: probabilistic models, graphs and control. */
final class ModelCases {
    private static final Wgan WGAN = new Wgan(
            new Mlp(2, 4, 1, 3, Activation.TANH),
            Activation.SIGMOID,
            new Mlp(3, 5, 2, 1, Activation.LEAKY_RELU),
            new Lipschitz.Penalty(10));

    private ModelCases() {}

    static Stream<Case> all() {
        return Stream.of(
                new Case(
                        "coupling",
                        Map.of(),
                        s -> both(new Coupling(4, 3, Coupling.Keeps.EVEN)
                                .forward(s.in("coupling"), s.param("x", rows(4))))),
                new Case("inverse coupling", Map.of(), s -> new Coupling(4, 3, Coupling.Keeps.ODD)
                        .inverse(s.in("coupling"), s.param("y", rows(4)))),
                new Case("likelihood of a flow", Map.of(), s -> new RealNvp(3, 4, 3)
                        .negativeLogLikelihood(s.in("flow"), s.param("x", rows(3)))),
                new Case(
                        "divergence to the standard normal",
                        Map.of(),
                        s -> Divergence.toStandardNormal(s.param("mean", rows(3)), s.param("logVariance", rows(3)))),
                new Case(
                        "Bernoulli likelihood",
                        Map.of(),
                        s -> Divergence.ofBernoulliLogits(s.param("logits", rows(3)), s.param("data", rows(3)))),
                new Case("variational auto-encoder", Map.of(), s -> new Vae(4, 5, 2)
                        .bound(s.in("vae"), s.param("x", rows(4)), s.param("noise", rows(2)))
                        .loss()),
                new Case("graph convolutional network", Map.of(), s -> new Gcn(3, 4, 2, 2)
                        .graph(
                                s.in("gcn"),
                                s.param("nodes", Init.normal(1, 2, 3, 3)),
                                s.param("adjacency", Init.uniform(1, 2, 3, 3)),
                                s.constant(Nd4j.createFromArray(new double[][] {{1, 0, 1}, {1, 1, 1}})))),
                new Case("pooled graph convolutional network", Map.of(), s -> new PooledGcn(new Gcn(3, 4, 2, 2), 5, 0)
                        .graph(
                                s.in("gcn"),
                                s.param("nodes", Init.normal(1, 2, 3, 3)),
                                s.param("adjacency", Init.uniform(1, 2, 3, 3)),
                                s.constant(Nd4j.createFromArray(new double[][] {{1, 0, 1}, {1, 1, 1}})))),
                new Case("actor and critic", actions(), ModelCases::clippedPolicy),
                new Case("actor and critic, both clipped", actions(), ModelCases::bothClipped),
                new Case(
                        "wasserstein critic with penalty",
                        Map.of(),
                        s -> WGAN.criticLoss(
                                s,
                                s.param("real", rows(3)),
                                s.param("fake", rows(3)),
                                s.param("mix", Init.uniform(1, 2, 1)))),
                new Case("wasserstein generator", Map.of(), s -> WGAN.generatorLoss(s, s.param("z", rows(2)))),
                new Case(
                        "lenet",
                        Map.of(),
                        s -> new LeNet(4, 3).logits(s.in("lenet"), s.param("image", Init.normal(1, 2, 4, 4, 1))),
                        true),
                new Case(
                        "graph isomorphism network for links",
                        edges(),
                        s -> links(s, new GinLinks(new Gin(3, 4, 2, 0)))),
                new Case("graph auto-encoder", edges(), s -> links(s, new GraphAutoEncoder(3, 4, 2))),
                new Case(
                        "penalty on squares",
                        Map.of(),
                        s -> Penalty.squares(s, Ops.sum(s.param("x", rows(3)), false), 0.3)));
    }

    private static SDVariable links(Scope s, LinkModel model) {
        Edges edges = new Edges(s.ids("from", 3, 4), s.ids("to", 3, 4), s.param("weight", Init.uniform(1, 4)));
        SDVariable embedding = model.embed(s, s.param("nodes", Init.normal(1, 3, 3)), edges);
        return model.logits(s, embedding, s.ids("to", 3, 4), s.ids("from", 3, 4));
    }

    private static Map<String, INDArray> edges() {
        return Map.of("from", Nd4j.createFromArray(0, 1, 1, 2), "to", Nd4j.createFromArray(1, 0, 2, 2));
    }

    private static SDVariable clippedPolicy(Scope s) {
        SDVariable seen = s.param("seen", Init.normal(1, 3, 4));
        ActorCritic nets = new ActorCritic(4, 2, 5, 2);
        // Ratios above, below and within the clip: 1/2 is about the chance of each action of a new policy.
        SDVariable old = s.constant(Nd4j.createFromArray(Math.log(0.2), Math.log(0.9), Math.log(0.5)));
        ClippedPolicy.Experience experience = new ClippedPolicy.Experience(
                s.ids("actions", 2, 3),
                old,
                s.param("advantages", Init.normal(1, 3)),
                s.param("returns", Init.normal(1, 3)));
        return new ClippedPolicy(0.4, 0.5, 0.1).loss(nets.policy(s, seen), nets.value(s, seen), experience);
    }

    private static SDVariable bothClipped(Scope s) {
        SDVariable seen = s.param("seen", Init.normal(1, 3, 4));
        ActorCritic nets = new ActorCritic(4, 2, 5, 2, Activation.RELU, false);
        ClippedPolicy objective = new ClippedPolicy(0.1, 1, 0.1);
        SDVariable logits = nets.policy(s, seen);
        SDVariable values = nets.value(s, seen);
        SDVariable now = ClippedPolicy.logProbabilities(logits, s.ids("actions", 2, 3));
        SDVariable old = s.constant(Nd4j.createFromArray(Math.log(0.2), Math.log(0.9), Math.log(0.5)));
        SDVariable margins = s.constant(Nd4j.createFromArray(0.4, 0.3, 0.5));
        SDVariable surrogate = ClippedPolicy.surrogate(now, old, s.param("advantages", Init.normal(1, 3)), margins);
        // Values of new networks are small: one held still above, one moved towards its return, one away from it.
        SDVariable before = s.constant(Nd4j.createFromArray(-2.0, 2.0, 0.0));
        SDVariable valueError = objective.clippedValueError(values, before, s.param("returns", Init.normal(1, 3)));
        return objective.total(surrogate, valueError, logits);
    }

    private static Map<String, INDArray> actions() {
        return Map.of("actions", Nd4j.createFromArray(1, 0, 1));
    }

    private static Init rows(long width) {
        return Init.normal(1, 2, width);
    }

    private static SDVariable both(Transformed y) {
        return Arrange.concat(1, y.value(), Arrange.expandDims(y.logDeterminant(), 1));
    }
}
