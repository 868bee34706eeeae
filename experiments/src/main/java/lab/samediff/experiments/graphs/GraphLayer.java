package lab.samediff.experiments.graphs;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graphs.Adjacency;
import lab.samediff.models.graphs.Gcn;
import lab.samediff.models.graphs.Gin;
import lab.samediff.models.graphs.GraphAutoEncoder;
import lab.samediff.models.graphs.Messages;
import lab.samediff.models.layers.MessagePassing;
import lab.samediff.models.train.Call;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.Pairs;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every way in which the suite's graph networks pass messages, on one small graph. */
enum GraphLayer {
    /** Two graph convolutions with a dense matrix. */
    GCN_DENSE,
    /** One graph convolution along a list of edges. */
    GCN_EDGES,
    /** A graph isomorphism network of two layers. */
    GIN,
    /** The encoder of a graph auto-encoder. */
    GAE,
    /** The sum over the nodes of a graph isomorphism network. */
    GIN_SUM,
    /** The mean over the nodes of graph convolutions, and a linear map. */
    GCN_MEAN;

    /** The name in results, such as {@code gcn dense}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether its output is one row for the whole graph. */
    boolean pooled() {
        return this == GIN_SUM || this == GCN_MEAN;
    }

    /** A layer with weights. */
    interface Built {
        /** Its output for nodes [n][features]: [n][width], or [1][width] of the whole graph. */
        double[][] of(double[][] nodes, Graph graph);
    }

    /** The layer for graphs of the size of {@code like}. */
    Built build(Params params, Graph like, int features, int width) {
        if (this == GCN_DENSE || this == GCN_MEAN) return dense(params, like.nodes(), features, width);
        Call call = Call.of(
                params, s -> sparse(s, s.input("nodes", like.nodes(), features), messages(like), features, width));
        return (nodes, graph) -> {
            Map<String, INDArray> inputs = new HashMap<>(messages(graph).inputs());
            inputs.put("nodes", floats(nodes));
            return call.run(inputs).toDoubleMatrix();
        };
    }

    private Messages messages(Graph graph) {
        Pairs edges = graph.edges();
        return this == GIN || this == GIN_SUM
                ? Messages.sums(graph.nodes(), edges.from(), edges.to(), 0)
                : Messages.normalised(graph.nodes(), edges.from(), edges.to());
    }

    private SDVariable sparse(Scope s, SDVariable nodes, Messages messages, int features, int width) {
        return switch (this) {
            case GIN -> new Gin(features, width, 2, 0).nodes(s, nodes, messages.edges(s));
            case GIN_SUM -> Ops.sum(new Gin(features, width, 2, 0).nodes(s, nodes, messages.edges(s)), true, 0);
            case GAE -> new GraphAutoEncoder(features, width, width).embed(s, nodes, messages.edges(s));
            default -> MessagePassing.graphConvolution(s, nodes, messages.edges(s), features, width);
        };
    }

    private Built dense(Params params, int n, int features, int width) {
        Gcn gcn = new Gcn(features, width, 2, width);
        Call call = Call.of(params, s -> {
            SDVariable nodes = s.input("nodes", -1, n, features);
            SDVariable adjacency = s.input("adjacency", -1, n, n);
            return pooled()
                    ? gcn.graph(s, nodes, adjacency, s.input("present", -1, n))
                    : gcn.nodes(s, nodes, adjacency);
        });
        return (nodes, graph) -> {
            Map<String, INDArray> inputs = new HashMap<>();
            inputs.put("nodes", floats(nodes).reshape(1, n, features));
            inputs.put("adjacency", adjacency(graph).reshape(1, n, n));
            if (pooled()) inputs.put("present", Nd4j.ones(1, n));
            return call.run(inputs).reshape(pooled() ? 1 : n, width).toDoubleMatrix();
        };
    }

    private static INDArray adjacency(Graph graph) {
        float[][] matrix = new float[graph.nodes()][graph.nodes()];
        for (int a = 0; a < matrix.length; a++) for (int b : graph.neighbours(a)) matrix[a][b] = 1;
        return Nd4j.createFromArray(Adjacency.normalised(matrix, graph.nodes()));
    }

    private static INDArray floats(double[][] rows) {
        return Nd4j.createFromArray(rows).castTo(DataType.FLOAT);
    }
}
