package lab.samediff.experiments.bench;

import java.util.List;
import java.util.stream.Collectors;

/** The models of the benchmark. */
final class BenchModels {
    private BenchModels() {}

    /** In the order of the table. */
    static List<BenchModel> all() {
        return List.of(
                VectorModels.mlp(),
                VectorModels.score(),
                VectorModels.realNvp(),
                SequenceModels.gpt(),
                SequenceModels.vit(),
                ImageModels.unet(),
                ImageModels.dcgan(),
                VectorModels.vae(),
                VectorModels.gcn(),
                SequenceModels.lstm(),
                VectorModels.ppo());
    }

    /**
     * The model of this name.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    static BenchModel named(String name) {
        return all().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model '" + name + "'; there are "
                        + all().stream().map(BenchModel::name).collect(Collectors.joining(", "))));
    }
}
