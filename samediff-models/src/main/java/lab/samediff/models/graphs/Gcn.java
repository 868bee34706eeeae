package lab.samediff.models.graphs;

import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.MessagePassing;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Graph convolutional network for batches of small graphs: graph convolutions, each followed by ReLU, then the mean over
 * the nodes that are present and a linear map of it. Kipf and Welling 2017, arXiv:1609.02907, eq. 2. Parameters:
 * {@code convolution0} and so on, {@code head}.
 *
 * @param features of each node
 * @param width of each layer
 * @param layers number of convolutions
 * @param outputs numbers that are said of each graph
 */
public record Gcn(int features, int width, int layers, int outputs) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1
     */
    public Gcn {
        Sizes.atLeast(1, "features", features);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "layers", layers);
        Sizes.atLeast(1, "outputs", outputs);
    }

    /**
     * What each node knows after all convolutions.
     *
     * <p>Shapes: nodes [batch, n, features], adjacency [batch, n, n] as {@link Adjacency#normalised} gives it →
     * [batch, n, width]; n is known.
     */
    public SDVariable nodes(Scope s, SDVariable nodes, SDVariable adjacency) {
        SDVariable hidden = nodes;
        int size = features;
        for (int i = 0; i < layers; i++) {
            Scope place = s.in("convolution" + i);
            hidden = Ops.relu(MessagePassing.graphConvolution(place, hidden, adjacency, size, width));
            size = width;
        }
        return hidden;
    }

    /**
     * What is said of each graph.
     *
     * <p>Shapes: nodes [batch, n, features], adjacency [batch, n, n] as {@link Adjacency#normalised} gives it, present
     * [batch, n] of 1 and, for what fills up, 0 → [batch, outputs]; n is known.
     */
    public SDVariable graph(Scope s, SDVariable nodes, SDVariable adjacency, SDVariable present) {
        SDVariable mean = MessagePassing.meanOfPresent(s, nodes(s, nodes, adjacency), present);
        return Linear.linear(s.in("head"), mean, width, outputs);
    }
}
