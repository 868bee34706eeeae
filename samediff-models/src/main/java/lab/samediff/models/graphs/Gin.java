package lab.samediff.models.graphs;

import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Dropout;
import lab.samediff.models.layers.Edges;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.MessagePassing;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Graph isomorphism network h_i ← MLP((1 + ε) h_i + Σ_j h_j) over the neighbours j, the MLP being linear, activation,
 * linear, with the activation and dropout between layers. With sums for what is heard it tells apart what colour refinement does. Xu et al.
 * 2019, arXiv:1810.00826, eq. 4.1; ε is that of {@link Messages#sums}. Parameters: {@code layer0/hidden},
 * {@code layer0/out} and so on.
 *
 * @param features of each node
 * @param width of all that is within and comes out
 * @param layers how often nodes hear from their neighbours
 * @param dropout rate between layers, in [0, 1)
 * @param activation ReLU in the paper; whatever the weights, a piecewise linear one maps some multisets to one, and an
 *     analytic one does so for almost none. Amir et al. 2023, arXiv:2306.06529
 */
public record Gin(int features, int width, int layers, double dropout, Activation activation) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1 or the rate outside of [0, 1)
     */
    public Gin {
        Sizes.atLeast(1, "features", features);
        Sizes.atLeast(1, "width", width);
        Sizes.atLeast(1, "layers", layers);
        Sizes.rate("dropout", dropout);
    }

    /** With ReLU. */
    public Gin(int features, int width, int layers, double dropout) {
        this(features, width, layers, dropout, Activation.RELU);
    }

    /**
     * What each node knows after all layers.
     *
     * <p>Shapes: nodes [n, features], edges of {@link Messages#sums} → [n, width].
     */
    public SDVariable nodes(Scope s, SDVariable nodes, Edges edges) {
        SDVariable hidden = nodes;
        int size = features;
        for (int i = 0; i < layers; i++) {
            Scope place = s.in("layer" + i);
            if (i > 0) hidden = Dropout.dropout(place, activation.apply(hidden), dropout);
            // The first linear map of the MLP goes into the sum: it is narrower there.
            SDVariable sums = MessagePassing.graphConvolution(place.in("hidden"), hidden, edges, size, width);
            hidden = Linear.linear(place.in("out"), activation.apply(sums), width, width);
            size = width;
        }
        return hidden;
    }

    /**
     * The sum of what the nodes of each graph know, for graphs that lie side by side.
     *
     * <p>Shapes: nodes [n, features], edges of {@link Messages#sums}, graphOf [n] ids below {@code graphs} →
     * [graphs, width].
     */
    public SDVariable graphs(Scope s, SDVariable nodes, Edges edges, SDVariable graphOf, int graphs) {
        return MessagePassing.sumByGraph(s, nodes(s, nodes, edges), graphOf, graphs);
    }
}
