package lab.samediff.experiments.bench;

import java.util.List;
import java.util.Map;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.losses.Regression;
import lab.samediff.models.vision.Vit;
import org.nd4j.autodiff.samediff.SDVariable;

/** The models of the benchmark. */
final class BenchModels {
    private BenchModels() {}

    /** In the order of the table. */
    static List<BenchModel> all() {
        return List.of(mlp(), score(), vit());
    }

    /**
     * The model of this name.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    static BenchModel named(String name) {
        return all().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model '" + name + "'; there are "
                        + all().stream().map(BenchModel::name).toList()));
    }

    private static BenchModel mlp() {
        return BenchModel.of(
                "mlp",
                "MLP 784-256-128-10, batch 128",
                draws -> Map.of("x", draws.normal(128, 784), "labels", draws.oneHot(128, 10)),
                BenchModels::classifier);
    }

    private static SDVariable classifier(Scope s) {
        SDVariable wide = Ops.relu(Linear.linear(s.in("wide"), s.input("x", -1, 784), 784, 256));
        SDVariable narrow = Ops.relu(Linear.linear(s.in("narrow"), wide, 256, 128));
        SDVariable logits = Linear.linear(s.in("out"), narrow, 128, 10);
        return CrossEntropy.ofLogits(logits, s.input("labels", -1, 10));
    }

    private static BenchModel score() {
        Mlp net = new Mlp(2, 128, 2, 2, Activation.TANH);
        return BenchModel.of(
                "score",
                "score MLP 2-128-128-2, batch 512",
                draws -> Map.of("x", draws.normal(512, 2), "target", draws.normal(512, 2)),
                s -> Regression.meanSquared(net.apply(s, s.input("x", -1, 2)), s.input("target", -1, 2)));
    }

    private static BenchModel vit() {
        TransformerBlock block = new TransformerBlock(64, 4, 128, 0, Activation.GELU);
        Vit net = new Vit(new Patches(28, 28, 1, 4), block, 4, Positions.Kind.LEARNED, 10);
        return BenchModel.of(
                "vit",
                "ViT width 64, 4 blocks, 28x28 in patches of 4, batch 128",
                draws -> Map.of("image", draws.normal(128, 1, 28, 28), "labels", draws.oneHot(128, 10)),
                s -> CrossEntropy.ofLogits(net.logits(s, s.input("image", -1, 1, 28, 28)), s.input("labels", -1, 10)));
    }
}
