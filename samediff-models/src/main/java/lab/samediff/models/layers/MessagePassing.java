package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Nodes of graphs that hear from their neighbours, for batches of small graphs with dense adjacency matrices, filled up
 * to one number of nodes.
 */
public final class MessagePassing {
    // No graph holds more nodes; the upper bound of the clip is there because a clip needs one.
    private static final double MANY = 1e30;

    private MessagePassing() {}

    /**
     * Graph convolution ÂHW + b before its activation, with the normalised adjacency Â = D^-½ (A + 1) D^-½. Kipf and
     * Welling 2017, arXiv:1609.02907, eq. 2, with a bias; {@code weight} [in, out] and {@code bias} [out] as those of
     * {@link Linear#linear}. Where a node that only fills up has zeros in Â, no other node hears from it.
     *
     * <p>Shapes: nodes H [batch, n, in], adjacency Â [batch, n, n] → [batch, n, out]; n is known.
     *
     * @throws lab.samediff.models.graph.ShapeException if the shapes are others or the numbers of nodes differ
     */
    public static SDVariable graphConvolution(Scope s, SDVariable nodes, SDVariable adjacency, int in, int out) {
        s.expect("graph convolution", nodes, -1, -1, in);
        long count = Scope.shape(nodes)[1];
        s.expect("graph convolution", adjacency, -1, count, count);
        SDVariable heard = Ops.matmul(adjacency, nodes); // [batch, n, in]
        return Linear.linear(s, heard, in, out);
    }

    /**
     * The mean of the nodes that are present, 0 for a graph of none.
     *
     * <p>Shapes: nodes [batch, n, width], present [batch, n] of 1 (counts) and 0 (fills up) → [batch, width].
     *
     * @throws lab.samediff.models.graph.ShapeException if the shapes are others or the numbers of nodes differ
     */
    public static SDVariable meanOfPresent(Scope s, SDVariable nodes, SDVariable present) {
        SDVariable sum = summed(s, "mean over nodes", nodes, present);
        SDVariable count = Ops.clip(Ops.sum(present, true, 1), 1, MANY); // [batch, 1]
        return Ops.div(sum, count);
    }

    /**
     * The sum of the nodes that are present.
     *
     * <p>Shapes: nodes [batch, n, width], present [batch, n] of 1 (counts) and 0 (fills up) → [batch, width].
     *
     * @throws lab.samediff.models.graph.ShapeException if the shapes are others or the numbers of nodes differ
     */
    public static SDVariable sumOfPresent(Scope s, SDVariable nodes, SDVariable present) {
        return summed(s, "sum over nodes", nodes, present);
    }

    private static SDVariable summed(Scope s, String layer, SDVariable nodes, SDVariable present) {
        s.expect(layer, nodes, -1, -1, -1);
        s.expect(layer, present, -1, Scope.shape(nodes)[1]);
        return Ops.sum(Ops.mul(nodes, Arrange.expandDims(present, 2)), false, 1);
    }
}
