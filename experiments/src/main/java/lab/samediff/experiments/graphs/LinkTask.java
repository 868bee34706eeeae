package lab.samediff.experiments.graphs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import lab.samediff.experiments.report.Ranking;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graphs.LinkModel;
import lab.samediff.models.graphs.Messages;
import lab.samediff.models.losses.Divergence;
import lab.samediff.models.losses.Penalty;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.graphs.CitationGraph;
import lab.samediff.pipelines.graphs.EdgeSplit;
import lab.samediff.pipelines.graphs.Pairs;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The prediction of a network's edges by a model that hears along the training edges alone. */
final class LinkTask {
    private final CitationGraph papers;
    private final EdgeSplit split;
    private final LinkModel model;
    private final Messages messages;
    /** What is fed whatever the pairs are. */
    private final Map<String, INDArray> network;

    LinkTask(CitationGraph papers, EdgeSplit split, LinkModel model) {
        this.papers = papers;
        this.split = split;
        this.model = model;
        Pairs known = split.train().edges();
        this.messages = model.messages(papers.size(), known.from(), known.to());
        this.network = new HashMap<>(messages.inputs());
        this.network.put("nodes", papers.bags());
    }

    EdgeSplit split() {
        return split;
    }

    /** Along which edges messages pass. */
    Messages messages() {
        return messages;
    }

    /** A step on the mean cross-entropy, in nats, of pairs that are edges or not, and a penalty on squared parameters. */
    Step step(Params params, Rule rule, double penalty) {
        return Step.of(
                params,
                rule,
                s -> Penalty.squares(s, Divergence.ofBernoulliLogits(logits(s), s.input("edge", -1, 1)), penalty));
    }

    /** What a step wants: edges, then pairs that are none. */
    Map<String, INDArray> inputs(Pairs edges, Pairs others) {
        Map<String, INDArray> inputs = pairs(edges.plus(others));
        float[] labels = new float[edges.size() + others.size()];
        Arrays.fill(labels, 0, edges.size(), 1);
        inputs.put("edge", Nd4j.createFromArray(labels).reshape(labels.length, 1));
        return inputs;
    }

    /** The logits of pairs. */
    Call scores(Params params) {
        return Call.of(params, this::logits);
    }

    /** How the validation's edges rank among as many other pairs. */
    Ranking validation(Call scores) {
        return rank(scores, split.validation(), split.validationNegatives());
    }

    /** How the test's edges rank among as many other pairs. */
    Ranking test(Call scores) {
        return rank(scores, split.test(), split.testNegatives());
    }

    /** How some pairs rank among others. */
    Ranking rank(Call scores, Pairs edges, Pairs others) {
        double[] all = scores.run(pairs(edges.plus(others)))
                .reshape(edges.size() + others.size())
                .toDoubleVector();
        return Ranking.of(Arrays.copyOf(all, edges.size()), Arrays.copyOfRange(all, edges.size(), all.length));
    }

    /** The embedding of each paper, [papers][width]. */
    double[][] embeddings(Params params) {
        return Call.of(params, s -> embedding(s.in("model"))).run(network).toDoubleMatrix();
    }

    private Map<String, INDArray> pairs(Pairs pairs) {
        Map<String, INDArray> inputs = new HashMap<>(network);
        inputs.put("from", Nd4j.createFromArray(pairs.from()));
        inputs.put("to", Nd4j.createFromArray(pairs.to()));
        return inputs;
    }

    private SDVariable embedding(Scope s) {
        return model.embed(s, s.input("nodes", papers.size(), papers.vocabulary()), messages.edges(s));
    }

    private SDVariable logits(Scope s) {
        Scope place = s.in("model");
        SDVariable from = s.ids("from", papers.size(), -1);
        return model.logits(place, embedding(place), from, s.ids("to", papers.size(), -1));
    }
}
