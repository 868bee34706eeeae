package lab.samediff.experiments.bench;

import java.util.Map;
import java.util.function.BiFunction;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.language.CharLstm;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.vision.Vit;
import org.nd4j.autodiff.samediff.SDVariable;

/** Models of sequences: of tokens, and of the patches of an image; the twins are in {@code sequences.py}. */
final class SequenceModels {
    private static final int VOCABULARY = 65;
    private static final int BATCH = 32;
    private static final int TIME = 64;

    private SequenceModels() {}

    static BenchModel gpt() {
        TransformerLm model = TransformerLm.of(VOCABULARY, TIME, 128, 4, 4, 0);
        return language("gpt", "GPT width 128, 4 blocks, 4 heads, 32 x 64 tokens", model::logits);
    }

    static BenchModel lstm() {
        CharLstm model = new CharLstm(VOCABULARY, 256, 256, 1, 0);
        return language("lstm", "LSTM width 256, 32 x 64 characters", model::logits);
    }

    private static BenchModel language(String name, String title, BiFunction<Scope, SDVariable, SDVariable> logits) {
        return BenchModel.of(
                name,
                title,
                draws -> Map.of(
                        "ids", draws.ids(VOCABULARY, BATCH, TIME),
                        "next", draws.ids(VOCABULARY, BATCH, TIME)),
                s -> CrossEntropy.ofTokens(
                        logits.apply(s, s.ids("ids", VOCABULARY, -1, TIME)), s.ids("next", VOCABULARY, -1, TIME)));
    }

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
