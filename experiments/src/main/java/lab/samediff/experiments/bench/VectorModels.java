package lab.samediff.experiments.bench;

import java.util.Map;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mlp;
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
}
