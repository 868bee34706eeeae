package lab.samediff.experiments.graphs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graphs.Gin;
import lab.samediff.models.graphs.Messages;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.train.Call;
import lab.samediff.pipelines.graphs.Graph;
import lab.samediff.pipelines.graphs.SmallGraphs;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph isomorphism network with random weights, in float64 so that what differs at all can be seen. */
final class UntrainedGin {
    private UntrainedGin() {}

    /** What an untrained network sums up of each graph, [graphs][width]; all nodes begin alike. */
    static double[][] sums(int layers, int width, Activation activation, long seed, List<Graph> graphs) {
        Graph all = SmallGraphs.union(graphs);
        int[] graphOf = IntStream.range(0, graphs.size())
                .flatMap(g -> IntStream.generate(() -> g).limit(graphs.get(g).nodes()))
                .toArray();
        Messages messages =
                Messages.sums(all.nodes(), all.edges().from(), all.edges().to(), 0);
        Gin gin = new Gin(1, width, layers, 0, activation);
        Call call = Call.of(
                new Params(seed, DataType.DOUBLE),
                s -> gin.graphs(
                        s.in("gin"),
                        s.input("nodes", all.nodes(), 1),
                        messages.edges(s),
                        s.ids("graph", graphs.size(), all.nodes()),
                        graphs.size()));
        Map<String, INDArray> inputs = new HashMap<>(messages.inputs());
        inputs.replaceAll((name, array) -> name.equals("edgeWeight") ? array.castTo(DataType.DOUBLE) : array);
        inputs.put("nodes", Nd4j.ones(DataType.DOUBLE, all.nodes(), 1));
        inputs.put("graph", Nd4j.createFromArray(graphOf));
        return call.run(inputs).toDoubleMatrix();
    }

    /** Euclidean. */
    static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum());
    }
}
