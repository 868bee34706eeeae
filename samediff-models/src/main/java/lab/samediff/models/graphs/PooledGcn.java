package lab.samediff.models.graphs;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Dropout;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.MessagePassing;
import lab.samediff.models.layers.Sizes;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A graph convolutional network whose word on each graph is a perceptron's of both the mean and the sum over the nodes:
 * the mean alone does not know how large a graph is. Sums over atoms are the fingerprints of Duvenaud et al. 2015,
 * arXiv:1509.09292, algorithm 2. Parameters: those of {@link Gcn#nodes} and {@code head}.
 *
 * @param gcn convolutions, and how many numbers are said of each graph
 * @param hidden width of the perceptron's one hidden layer
 * @param dropout rate before and after that layer while training, in [0, 1)
 */
public record PooledGcn(Gcn gcn, int hidden, double dropout) {
    /** A sum is divided by it, to be about as large as the mean for a graph of some twenty nodes. */
    private static final double NODES = 20;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if hidden is below 1 or dropout is outside of [0, 1)
     */
    public PooledGcn {
        Sizes.atLeast(1, "hidden", hidden);
        Sizes.rate("dropout", dropout);
    }

    /**
     * What is said of each graph.
     *
     * <p>Shapes: nodes [batch, n, features], adjacency [batch, n, n] as {@link Adjacency#normalised} gives it, present
     * [batch, n] of 1 and, for what fills up, 0 → [batch, outputs]; n is known.
     */
    public SDVariable graph(Scope s, SDVariable nodes, SDVariable adjacency, SDVariable present) {
        SDVariable known = gcn.nodes(s, nodes, adjacency); // [batch, n, width]
        SDVariable mean = MessagePassing.meanOfPresent(s, known, present);
        SDVariable sum = Ops.mul(MessagePassing.sumOfPresent(s, known, present), 1 / NODES);
        SDVariable both = Arrange.concat(1, mean, sum); // [batch, 2 width]
        Scope head = s.in("head");
        SDVariable sums = Linear.linear(head.in("hidden"), Dropout.dropout(s, both, dropout), 2 * gcn.width(), hidden);
        SDVariable kept = Dropout.dropout(s, Ops.relu(sums), dropout);
        return Linear.linear(head.in("out"), kept, hidden, gcn.outputs());
    }
}
