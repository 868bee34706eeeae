package lab.samediff.models.checks;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.samediff.models.adversarial.Dcgan;
import lab.samediff.models.flows.VelocityMlp;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.language.CharLstm;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Attention;
import lab.samediff.models.layers.Conv;
import lab.samediff.models.layers.Dropout;
import lab.samediff.models.layers.Embeddings;
import lab.samediff.models.layers.KeysValues;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mask;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.Recurrent;
import lab.samediff.models.layers.TimeEmbedding;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.losses.Regression;
import lab.samediff.models.vision.UNet;
import lab.samediff.models.vision.Vit;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One case for every block, loss and model, at a tiny size; what flows in is a parameter too. */
final class BlockCases {
    private static final int WIDTH = 4;
    private static final Dcgan GAN = new Dcgan(3, 2, 4, 2);

    private BlockCases() {}

    static List<Case> all() {
        TransformerBlock block = new TransformerBlock(WIDTH, 2, 6, 0, Activation.GELU);
        Stream<Case> blocks = Stream.of(
                new Case("linear", Map.of(), s -> Linear.linear(s.in("linear"), tokens(s), WIDTH, 3)),
                new Case("mlp", Map.of(), s -> new Mlp(WIDTH, 5, 2, 3, Activation.SELU).apply(s.in("mlp"), tokens(s))),
                new Case("layer norm", Map.of(), s -> Norms.layerNorm(s.in("norm"), tokens(s), WIDTH, Norms.EPSILON)),
                new Case("group norm", Map.of(), s -> Norms.groupNorm(s.in("norm"), pixels(s), 2, 1, Norms.EPSILON)),
                new Case("batch norm", Map.of(), s -> Norms.batchNorm(s.in("norm"), pixels(s), 2, Norms.EPSILON)),
                new Case("time embedding", Map.of(), s -> TimeEmbedding.sinusoidal(s, time(s), WIDTH)),
                new Case("dropout at rate 0", Map.of(), s -> Dropout.dropout(s, tokens(s), 0)),
                new Case("embedding", ids(), s -> Embeddings.embedding(s.in("table"), s.ids("ids", 5, 2, 3), 5, WIDTH)),
                new Case("sinusoidal positions", Map.of(), s -> Positions.sinusoidal(s, tokens(s))),
                new Case("learned positions", Map.of(), s -> Positions.learned(s.in("positions"), tokens(s), 3)),
                new Case("conv", Map.of(), s -> Conv.conv(s.in("conv"), pixels(s), 2, 3, 3, 1)),
                new Case("transposed conv", Map.of(), s -> Conv.transposed(s.in("conv"), pixels(s), 2, 1, 4, 2)),
                new Case("attention", Map.of(), s -> attention(s, Mask.none())),
                new Case("causal attention", Map.of(), s -> attention(s, Mask.causal(s, 3))),
                new Case("transformer block", Map.of(), s -> block.apply(s.in("block"), tokens(s), Mask.none())),
                new Case("lstm", Map.of(), s -> Recurrent.lstm(s.in("lstm"), tokens(s), WIDTH, 3)
                        .outputs()),
                new Case("patches", image(), s -> new Patches(4, 4, 1, 2).embed(s.in("patches"), image(s), WIDTH)),
                new Case("cross-entropy of logits", labels(), BlockCases::crossEntropy),
                new Case("mean squared error", Map.of(), s -> Regression.meanSquared(tokens(s), target(s))),
                new Case("vision transformer", image(), s -> new Vit(
                                new Patches(4, 4, 1, 2), block, 1, Positions.Kind.LEARNED, 3)
                        .logits(s.in("vit"), image(s))),
                new Case("transformer language model", ids(), s -> new TransformerLm(5, 3, block, 1, true)
                        .logits(s.in("lm"), s.ids("ids", 5, 2, 3))),
                new Case("cached decoding", id(), s -> new TransformerLm(5, 3, block, 1, true)
                        .readOn(
                                s.in("lm"),
                                s.ids("id", 5, 2, 1),
                                s.ids("place", 3, 2, 1),
                                List.of(new KeysValues(kept(s, "keys"), kept(s, "values"))),
                                s.constant(Nd4j.createFromArray(new double[][] {{1, 0, 1}, {1, 1, 1}})))
                        .logits()),
                new Case("recurrent language model", ids(), s -> new CharLstm(5, 3, WIDTH, 2, 0)
                        .logits(s.in("lm"), s.ids("ids", 5, 2, 3))),
                new Case("u-net", Map.of(), s -> new UNet(2, 2, 2).noise(s.in("unet"), square(s), time(s)), true),
                new Case("dcgan, generator", Map.of(), s -> GAN.generatorLoss(s, latent(s)), true),
                new Case(
                        "dcgan, critic",
                        Map.of(),
                        s -> GAN.criticLoss(s, square(s), GAN.image(s.in("g"), latent(s))),
                        true),
                new Case("velocity network", Map.of(), s -> new VelocityMlp(2, 5, 2, Activation.SELU)
                        .velocity(
                                s.in("velocity"),
                                s.param("x", Init.normal(1, 3, 2)),
                                s.param("t", Init.uniform(1, 3, 1)))));
        Stream<Case> activations = Stream.of(Activation.values())
                .map(activation -> new Case("activation " + activation, Map.of(), s -> activation.apply(tokens(s))));
        return Stream.of(blocks, activations, ModelCases.all())
                .flatMap(cases -> cases)
                .toList();
    }

    private static SDVariable tokens(Scope s) {
        return s.param("x", Init.normal(1, 2, 3, WIDTH));
    }

    private static SDVariable pixels(Scope s) {
        return s.param("x", Init.normal(1, 2, 4, 2, 2));
    }

    private static SDVariable square(Scope s) {
        return s.param("x", Init.normal(1, 3, 4, 4, 2));
    }

    private static SDVariable latent(Scope s) {
        return s.param("z", Init.normal(1, 3, 3));
    }

    private static SDVariable time(Scope s) {
        return s.param("t", Init.uniform(2, 3));
    }

    private static SDVariable target(Scope s) {
        return s.param("target", Init.normal(1, 2, 3, WIDTH));
    }

    private static SDVariable attention(Scope s, Mask mask) {
        return new Attention(WIDTH, 2, 0).apply(s.in("attention"), tokens(s), mask);
    }

    private static SDVariable crossEntropy(Scope s) {
        return CrossEntropy.ofLogits(s.param("logits", Init.normal(1, 2, 3)), s.input("labels", -1, 3));
    }

    private static SDVariable image(Scope s) {
        return s.input("image", -1, 1, 4, 4);
    }

    private static Map<String, INDArray> ids() {
        return Map.of("ids", Nd4j.createFromArray(new int[][] {{0, 4, 2}, {2, 2, 1}}));
    }

    private static Map<String, INDArray> id() {
        return Map.of(
                "id", Nd4j.createFromArray(new int[][] {{4}, {2}}), "place", Nd4j.createFromArray(new int[][] {{1}, {2}
                }));
    }

    private static SDVariable kept(Scope s, String name) {
        return s.param(name, Init.normal(1, 2, 2, WIDTH));
    }

    private static Map<String, INDArray> labels() {
        return Map.of("labels", Nd4j.createFromArray(new double[][] {{0, 1, 0}, {0, 0, 1}}));
    }

    private static Map<String, INDArray> image() {
        double[] pixels = new double[2 * 16];
        for (int i = 0; i < pixels.length; i++) pixels[i] = Math.sin(1.7 * i);
        return Map.of("image", Nd4j.createFromArray(pixels).reshape(2, 1, 4, 4));
    }
}
