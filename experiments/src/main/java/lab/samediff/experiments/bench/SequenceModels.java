package lab.samediff.experiments.bench;

import java.util.Map;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.vision.Vit;

/** Models of sequences: of tokens, and of the patches of an image; the twins are in {@code sequences.py}. */
final class SequenceModels {
    private SequenceModels() {}

    static BenchModel vit() {
        TransformerBlock block = new TransformerBlock(64, 4, 128, 0, Activation.GELU);
        Vit model = new Vit(new Patches(28, 28, 1, 4), block, 4, Positions.Kind.LEARNED, 10);
        return BenchModel.of(
                "vit",
                "ViT width 64, 4 blocks, 28 x 28 in patches of 4, batch 128",
                draws -> Map.of("image", draws.normal(128, 1, 28, 28), "labels", draws.oneHot(128, 10)),
                s -> CrossEntropy.ofLogits(
                        model.logits(s, s.input("image", -1, 1, 28, 28)), s.input("labels", -1, 10)));
    }
}
