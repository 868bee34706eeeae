package lab.samediff.experiments.bench;

import java.util.Map;
import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.flows.RealNvp;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graphs.Gcn;
import lab.samediff.models.latent.Vae;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.losses.ClippedPolicy;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.losses.Regression;
import org.nd4j.autodiff.samediff.SDVariable;

/** Models of vectors and of small graphs; the twins are in {@code vectors.py}. */
final class VectorModels {
    private VectorModels() {}

    static BenchModel mlp() {
        return BenchModel.of(
                "mlp",
                "MLP 784-256-128-10, batch 128",
                draws -> Map.of("x", draws.normal(128, 784), "labels", draws.oneHot(128, 10)),
                VectorModels::classifier);
    }

    private static SDVariable classifier(Scope s) {
        SDVariable wide = Ops.relu(Linear.linear(s.in("wide"), s.input("x", -1, 784), 784, 256));
        SDVariable narrow = Ops.relu(Linear.linear(s.in("narrow"), wide, 256, 128));
        SDVariable logits = Linear.linear(s.in("out"), narrow, 128, 10);
        return CrossEntropy.ofLogits(logits, s.input("labels", -1, 10));
    }

    static BenchModel score() {
        Mlp net = new Mlp(2, 128, 2, 2, Activation.TANH);
        return BenchModel.of(
                "score",
                "score MLP 2-128-128-2, batch 512",
                draws -> Map.of("x", draws.normal(512, 2), "target", draws.normal(512, 2)),
                s -> Regression.meanSquared(net.apply(s, s.input("x", -1, 2)), s.input("target", -1, 2)));
    }

    static BenchModel realNvp() {
        RealNvp flow = new RealNvp(784, 256, 8);
        return BenchModel.of(
                "realnvp",
                "RealNVP 8 x (784, 256), batch 128",
                draws -> Map.of("x", draws.normal(128, 784)),
                s -> flow.negativeLogLikelihood(s, s.input("x", -1, 784)));
    }

    static BenchModel vae() {
        Vae model = new Vae(784, 400, 20);
        return BenchModel.of(
                "vae",
                "VAE 784-400-20, batch 128",
                draws -> Map.of("x", draws.uniform(128, 784), "noise", draws.normal(128, 20)),
                s -> model.bound(s, s.input("x", -1, 784), s.input("noise", -1, 20))
                        .loss());
    }

    static BenchModel gcn() {
        Gcn model = new Gcn(16, 64, 3, 1);
        return BenchModel.of(
                "gcn",
                "GCN width 64, 3 layers, 64 molecules of 32 nodes",
                draws -> Map.of(
                        "nodes", draws.normal(64, 32, 16),
                        "adjacency", draws.chains(64, 32),
                        "present", draws.ones(64, 32),
                        "target", draws.normal(64, 1)),
                s -> Regression.meanSquared(
                        model.graph(
                                s,
                                s.input("nodes", -1, 32, 16),
                                s.input("adjacency", -1, 32, 32),
                                s.input("present", -1, 32)),
                        s.input("target", -1, 1)));
    }

    static BenchModel ppo() {
        ActorCritic model = new ActorCritic(4, 2, 64, 2);
        ClippedPolicy objective = new ClippedPolicy(0.2, 0.5, 0.01);
        return BenchModel.of(
                "ppo",
                "PPO update, two tanh nets 4-64-64, minibatch 128",
                draws -> Map.of(
                        "seen", draws.normal(128, 4),
                        "actions", draws.ids(2, 128),
                        "before", draws.uniform(128).subi(1.2),
                        "advantages", draws.normal(128),
                        "returns", draws.normal(128)),
                s -> {
                    SDVariable seen = s.input("seen", -1, 4);
                    ClippedPolicy.Experience old = new ClippedPolicy.Experience(
                            s.ids("actions", 2, -1),
                            s.input("before", -1),
                            s.input("advantages", -1),
                            s.input("returns", -1));
                    return objective.loss(model.policy(s, seen), model.value(s, seen), old);
                });
    }
}
