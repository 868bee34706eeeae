package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Nodes of graphs that hear from their neighbours: for batches of small graphs with dense adjacency matrices, filled up to
 * one number of nodes, and for one large graph, or several side by side, given by its {@link Edges}.
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
     * What each node hears: the sum over the edges e that end at it of weight(e) · H[source(e)], 0 where none does.
     *
     * <p>Shapes: nodes H [n, width], edges of [m] → [n, width].
     *
     * @throws lab.samediff.models.graph.ShapeException if the nodes are no matrix or fewer than the edges may name
     */
    public static SDVariable heard(Scope s, SDVariable nodes, Edges edges) {
        s.expect("message passing", nodes, -1, -1);
        SDVariable weight = Arrange.expandDims(edges.weight(), 1); // [m, 1]
        SDVariable messages = Ops.mul(Arrange.gather(nodes, edges.source()), weight); // [m, width]
        return Arrange.scatterAdd(Arrange.zerosLike(nodes), edges.target(), messages);
    }

    /**
     * Graph convolution Â(HW) + b over edges: the same as {@link #graphConvolution(Scope, SDVariable, SDVariable, int,
     * int)} on one graph whose Â holds the weights of the edges. Nodes are mapped first, as they are narrower then.
     *
     * <p>Shapes: nodes H [n, in], edges of [m] → [n, out].
     *
     * @throws lab.samediff.models.graph.ShapeException if the nodes are not [n, in] or fewer than the edges may name
     */
    public static SDVariable graphConvolution(Scope s, SDVariable nodes, Edges edges, int in, int out) {
        return graphConvolution(s, nodes, edges, Init.fanIn(in, out), Init.uniform(1 / Math.sqrt(in), out), in, out);
    }

    /** The same with parameters that begin as given: {@code weight} [in, out], {@code bias} [out]. */
    public static SDVariable graphConvolution(
            Scope s, SDVariable nodes, Edges edges, Init weight, Init bias, int in, int out) {
        s.expect("graph convolution", nodes, -1, in);
        SDVariable mapped = Ops.matmul(nodes, s.param("weight", weight));
        return Ops.add(heard(s, mapped, edges), s.param("bias", bias));
    }

    /**
     * The sum over the nodes of each of several graphs that lie side by side.
     *
     * <p>Shapes: nodes [n, width] of known width, graphOf [n] ids below {@code graphs} → [graphs, width].
     *
     * @throws lab.samediff.models.graph.ShapeException if the shapes are others
     */
    public static SDVariable sumByGraph(Scope s, SDVariable nodes, SDVariable graphOf, int graphs) {
        s.expect("sum over nodes", nodes, -1, -1);
        SDVariable none = s.constant(Nd4j.zeros(graphs, Scope.shape(nodes)[1]));
        return Arrange.scatterAdd(none, graphOf, nodes);
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
