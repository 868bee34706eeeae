package lab.samediff.models.engine;

import java.util.function.Function;
import java.util.stream.Stream;
import lab.samediff.models.flows.VelocityMlp;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graphs.Gin;
import lab.samediff.models.graphs.GinLinks;
import lab.samediff.models.graphs.GraphAutoEncoder;
import lab.samediff.models.graphs.LinkModel;
import lab.samediff.models.language.CharLstm;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Edges;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.losses.Divergence;
import lab.samediff.models.losses.Regression;
import lab.samediff.models.vision.Vit;
import org.nd4j.autodiff.samediff.SDVariable;

/** Every model with its loss at a small size, for executions to agree on. To add one: a row in {@link #cases}. */
final class ModelTruth {
    /** The first size comes again, because what was prepared for it may have been put aside in between. */
    private static final int[] BATCHES = {5, 3, 5};

    private static final TransformerBlock BLOCK = new TransformerBlock(8, 2, 12, 0, Activation.GELU);

    private ModelTruth() {}

    static Stream<TruthCase> cases() {
        return Stream.of(
                model("classifier", ModelTruth::classifier),
                model("score network", s -> regression(s, new Mlp(2, 16, 2, 2, Activation.TANH), 2, 2)),
                model("wide network", s -> regression(s, new Mlp(37, 70, 1, 19, Activation.RELU), 37, 19)),
                model("velocity network", ModelTruth::velocity),
                model("vision transformer, learned positions", s -> vit(s, Positions.Kind.LEARNED)),
                model("vision transformer, sinusoidal positions", s -> vit(s, Positions.Kind.SINUSOIDAL)),
                model("transformer", s -> transformer(s, false)),
                model("tied transformer", s -> transformer(s, true)),
                model("transformer with padding", ModelTruth::padded),
                model("lstm", s -> lstm(s, 1)),
                model("two lstms", s -> lstm(s, 2)),
                model("links by a graph isomorphism network", s -> links(s, new GinLinks(new Gin(5, 8, 2, 0)))),
                model("links by a graph auto-encoder", s -> links(s, new GraphAutoEncoder(5, 8, 3))));
    }

    private static TruthCase model(String name, Function<Scope, SDVariable> loss) {
        return new TruthCase(name, type -> new Params(3, type), Feeds.ofBatches(4, BATCHES), loss);
    }

    private static SDVariable classifier(Scope s) {
        SDVariable logits = new Mlp(20, 16, 2, 10, Activation.RELU).apply(s.in("mlp"), s.input("x", -1, 20));
        return CrossEntropy.ofLogits(s.report("logits", logits), s.input("labels", -1, 10), 0.1);
    }

    private static SDVariable regression(Scope s, Mlp network, int in, int out) {
        SDVariable y = network.apply(s.in("mlp"), s.input("x", -1, in));
        return Regression.meanSquared(s.report("prediction", y), s.input("target", -1, out));
    }

    private static SDVariable velocity(Scope s) {
        VelocityMlp field = new VelocityMlp(2, 16, 2, Activation.SELU);
        SDVariable v = field.velocity(s.in("field"), s.input("x", -1, 2), s.input("t", -1, 1));
        return Regression.meanSquared(s.report("velocity", v), s.input("target", -1, 2));
    }

    private static SDVariable vit(Scope s, Positions.Kind positions) {
        Vit model = new Vit(new Patches(6, 4, 1, 2), BLOCK, 2, positions, 3);
        SDVariable logits = model.logitsReportingAttention(s.in("vit"), s.input("image", -1, 1, 6, 4));
        return CrossEntropy.ofLogits(s.report("logits", logits), s.input("labels", -1, 3));
    }

    private static SDVariable transformer(Scope s, boolean tied) {
        TransformerLm model = new TransformerLm(11, 9, BLOCK, 2, tied);
        SDVariable logits = model.logits(s.in("lm"), s.ids("ids", 11, -1, 7));
        return CrossEntropy.ofTokens(s.report("logits", logits), s.ids("next", 11, -1, 7));
    }

    /** Of a vocabulary so large that its embeddings are gathered. */
    private static SDVariable padded(Scope s) {
        TransformerLm model = new TransformerLm(300, 6, BLOCK, 1, true);
        SDVariable logits = model.logits(s.in("lm"), s.ids("ids", 300, -1, 6));
        return CrossEntropy.ofTokens(logits, s.ids("next", 300, -1, 6), s.input("present", -1, 6));
    }

    private static SDVariable links(Scope s, LinkModel model) {
        Edges edges = new Edges(s.ids("source", 6, 9), s.ids("target", 6, 9), s.input("weight", 9));
        SDVariable embedding = model.embed(s, s.input("nodes", 6, 5), edges);
        SDVariable logits = model.logits(s, embedding, s.ids("from", 6, -1), s.ids("to", 6, -1));
        return Divergence.ofBernoulliLogits(s.report("logits", logits), s.input("edge", -1, 1));
    }

    private static SDVariable lstm(Scope s, int depth) {
        CharLstm model = new CharLstm(11, 5, 7, depth, 0);
        SDVariable logits = model.logits(s.in("lm"), s.ids("ids", 11, -1, 6));
        return CrossEntropy.ofTokens(s.report("logits", logits), s.ids("next", 11, -1, 6));
    }
}
