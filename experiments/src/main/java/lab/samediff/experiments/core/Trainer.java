package lab.samediff.experiments.core;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.Batches;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loop of an experiment that has one loss over batches and nothing else. Others write their own. */
public final class Trainer {
    private Trainer() {}

    /** Takes {@code steps} steps, each on the next inputs, and logs {@code loss}. */
    public static void fit(Run run, Step step, int steps, Supplier<Map<String, INDArray>> inputs) {
        run.steps(steps).forEach(i -> run.log("loss", step.run(inputs.get())));
    }

    /** Goes {@code epochs} times over the batches, each turned by {@code load} from row numbers into inputs. */
    public static void fit(
            Run run, Step step, Batches batches, int epochs, Function<int[], Map<String, INDArray>> load) {
        fit(run, step, Math.multiplyExact(epochs, batches.perEpoch()), () -> load.apply(batches.next()));
    }
}
