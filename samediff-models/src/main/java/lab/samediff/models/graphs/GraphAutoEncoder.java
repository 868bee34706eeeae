package lab.samediff.models.graphs;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Edges;
import lab.samediff.models.layers.MessagePassing;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Graph auto-encoder: nodes by two graph convolutions, Z = Â ReLU(ÂXW₀ + b₀) W₁ + b₁, and pairs by the inner product
 * z_u · z_v. Kipf and Welling 2016, arXiv:1611.07308, section 2, with biases that begin at 0. Parameters:
 * {@code convolution0}, {@code convolution1}.
 *
 * @param features of each node
 * @param hidden width within
 * @param latent width of z
 */
public record GraphAutoEncoder(int features, int hidden, int latent) implements LinkModel {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1
     */
    public GraphAutoEncoder {
        Sizes.atLeast(1, "features", features);
        Sizes.atLeast(1, "hidden", hidden);
        Sizes.atLeast(1, "latent", latent);
    }

    @Override
    public Messages messages(int nodes, int[] from, int[] to) {
        return Messages.normalised(nodes, from, to);
    }

    @Override
    public SDVariable embed(Scope s, SDVariable nodes, Edges edges) {
        SDVariable within = Ops.relu(convolution(s.in("convolution0"), nodes, edges, features, hidden));
        return convolution(s.in("convolution1"), within, edges, hidden, latent);
    }

    private static SDVariable convolution(Scope s, SDVariable nodes, Edges edges, int in, int out) {
        return MessagePassing.graphConvolution(s, nodes, edges, Init.glorot(in, out), Init.zeros(out), in, out);
    }

    @Override
    public SDVariable logits(Scope s, SDVariable embedding, SDVariable from, SDVariable to) {
        SDVariable product = Ops.mul(Arrange.gather(embedding, from), Arrange.gather(embedding, to));
        return Ops.sum(product, true, 1);
    }
}
