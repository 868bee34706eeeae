package lab.samediff.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model of the benchmark, built and ready to be trained: the same weights and batch in every process. */
final class Workload {
    /** Of Adam, on both sides. */
    static final double RATE = 1e-3;

    private static final long SEED = 20;

    private final Params params = new Params(SEED);
    private final Map<String, INDArray> batch;
    private final List<Part> parts = new ArrayList<>();

    private record Part(Step step, Map<String, INDArray> inputs) {}

    Workload(BenchModel model) {
        batch = batch(model);
        for (BenchModel.Objective objective : model.objectives()) {
            Step step = Step.of(params, objective.moves(), Rule.adam(RATE), objective.loss());
            parts.add(new Part(step, objective.choose(batch)));
        }
    }

    /** Parameters as they are before the first step, for those who build the graph themselves. */
    static Params params() {
        return new Params(SEED);
    }

    /** The batch, by name. */
    static Map<String, INDArray> batch(BenchModel model) {
        return model.inputs().apply(new Draws(SEED));
    }

    Map<String, INDArray> weights() {
        return params.arrays();
    }

    Map<String, INDArray> batch() {
        return batch;
    }

    /** A training step: the sum of the losses, each at the place where the parameters were. */
    double step() {
        double loss = 0;
        for (Part part : parts) loss += part.step().run(part.inputs());
        return loss;
    }

    /** How long plans were compiled, in seconds. */
    double planning() {
        return parts.stream().mapToDouble(part -> part.step().planning()).sum();
    }
}
