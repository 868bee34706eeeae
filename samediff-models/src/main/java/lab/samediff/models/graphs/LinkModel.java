package lab.samediff.models.graphs;

import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Edges;
import org.nd4j.autodiff.samediff.SDVariable;

/** A model of which pairs of nodes of a graph are edges: an encoder of nodes and a decoder of pairs. */
public sealed interface LinkModel permits GinLinks, GraphAutoEncoder {
    /**
     * Along which edges of a graph this model passes messages, and how loud.
     *
     * @param nodes number of nodes
     * @param from one end of each edge that may be known, each edge once
     * @param to the other end
     */
    Messages messages(int nodes, int[] from, int[] to);

    /** What the encoder says of each node: nodes [n, features], edges of {@link #messages} → [n, width]. */
    SDVariable embed(Scope s, SDVariable nodes, Edges edges);

    /** The logit of an edge for each pair: embedding [n, width], from and to [pairs] ids → [pairs, 1]. */
    SDVariable logits(Scope s, SDVariable embedding, SDVariable from, SDVariable to);
}
