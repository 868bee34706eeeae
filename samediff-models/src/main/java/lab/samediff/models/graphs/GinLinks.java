package lab.samediff.models.graphs;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Edges;
import lab.samediff.models.layers.Mlp;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Edges by a graph isomorphism network and a perceptron of the two ends side by side, MLP([z_u, z_v]); which end comes
 * first matters to it. Parameters: {@code encoder}, {@code decoder}.
 *
 * @param encoder of nodes; its width is that of the perceptron too
 */
public record GinLinks(Gin encoder) implements LinkModel {
    @Override
    public Messages messages(int nodes, int[] from, int[] to) {
        return Messages.sums(nodes, from, to, 0);
    }

    @Override
    public SDVariable embed(Scope s, SDVariable nodes, Edges edges) {
        return encoder.nodes(s.in("encoder"), nodes, edges);
    }

    @Override
    public SDVariable logits(Scope s, SDVariable embedding, SDVariable from, SDVariable to) {
        SDVariable ends = Arrange.concat(1, Arrange.gather(embedding, from), Arrange.gather(embedding, to));
        int width = encoder.width();
        return new Mlp(2 * width, width, 1, 1, Activation.RELU).apply(s.in("decoder"), ends);
    }
}
