package lab.samediff.models.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Graph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random inputs for a graph, by what it says of them: numbers from N(0, 1), ids from below their limit. */
final class Feeds {
    private Feeds() {}

    /** One feed for each of these batch sizes, which stand in for the sizes that the graph leaves open. */
    static Function<Graph, List<Map<String, INDArray>>> ofBatches(long seed, int... sizes) {
        return graph -> IntStream.range(0, sizes.length)
                .mapToObj(run -> feed(graph, new SplittableRandom(seed + run), sizes[run]))
                .toList();
    }

    private static Map<String, INDArray> feed(Graph graph, SplittableRandom random, int batch) {
        Map<String, INDArray> feed = new LinkedHashMap<>();
        graph.inputs().forEach((name, input) -> feed.put(name, array(input, random, batch)));
        return feed;
    }

    private static INDArray array(Graph.Input input, SplittableRandom random, int batch) {
        long[] shape =
                input.shape().stream().mapToLong(n -> n == -1 ? batch : n).toArray();
        double[] values = new double[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        boolean ids = input.limit() > 0;
        Arrays.setAll(values, i -> ids ? random.nextInt(input.limit()) : random.nextGaussian());
        return Nd4j.createFromArray(values)
                .castTo(ids ? DataType.INT32 : DataType.FLOAT)
                .reshape(shape);
    }
}
