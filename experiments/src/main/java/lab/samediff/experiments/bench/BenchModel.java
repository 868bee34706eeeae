package lab.samediff.experiments.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model of the benchmark with the batch that it is trained on.
 *
 * @param name on the command line, and of the twin
 * @param title with the sizes
 * @param inputs makes the batch, by name
 * @param objectives what a training step minimises, in this order: one, or one for each player of a game
 */
record BenchModel(
        String name, String title, Function<Draws, Map<String, INDArray>> inputs, List<Objective> objectives) {

    /**
     * One loss.
     *
     * @param moves the parameters at or below this path are moved; "" moves all
     * @param feeds names of the inputs that its graph wants; none means all
     * @param loss builds the graph
     */
    record Objective(String moves, List<String> feeds, Function<Scope, SDVariable> loss) {
        /** What this loss is fed, out of the batch. */
        Map<String, INDArray> choose(Map<String, INDArray> batch) {
            if (feeds.isEmpty()) return batch;
            Map<String, INDArray> chosen = new LinkedHashMap<>(batch);
            chosen.keySet().retainAll(feeds);
            return chosen;
        }
    }

    /** A model with one loss that moves all of its parameters. */
    static BenchModel of(
            String name,
            String title,
            Function<Draws, Map<String, INDArray>> inputs,
            Function<Scope, SDVariable> loss) {
        return new BenchModel(name, title, inputs, List.of(new Objective("", List.of(), loss)));
    }
}
