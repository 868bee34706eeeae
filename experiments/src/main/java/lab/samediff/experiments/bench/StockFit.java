package lab.samediff.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.learning.config.Adam;

/** The same graph trained by {@code SameDiff.fit}, the way of the library itself: the yardstick, never used to train. */
final class StockFit {
    private final SameDiff graph;
    private final String loss;
    private final Map<String, INDArray> batch;
    private final List<String> names;

    /**
     * Builds the graph.
     *
     * @throws IllegalArgumentException if the model has more than one loss: those of one graph would be added up
     */
    StockFit(BenchModel model) {
        if (model.objectives().size() != 1) {
            throw new IllegalArgumentException("SameDiff.fit minimises one loss, this game has "
                    + model.objectives().size());
        }
        Graph written = Graph.write(
                Workload.params(), Mode.TRAIN, model.objectives().get(0).loss());
        this.graph = written.sameDiff();
        this.loss = written.result();
        this.batch = Workload.batch(model);
        this.names = List.copyOf(batch.keySet());
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(Workload.RATE))
                .dataSetFeatureMapping(names)
                .markLabelsUnused()
                .minimize(loss)
                .build());
    }

    /** The loss where the parameters are; the loss that fit itself reports is always 0. */
    double loss() {
        INDArray value = graph.output(batch, loss).get(loss);
        if (value == null) throw new IllegalStateException("SameDiff gave no value for " + loss);
        return value.getDouble(0);
    }

    /** Takes some steps. */
    void fit(int steps) {
        List<Integer> taken = new ArrayList<>();
        graph.fit(new Repeated(() -> taken.size() < steps, () -> taken.add(1)), 1);
    }

    /** Takes steps as long as laps are wanted, in one call: each call of fit makes its session anew. */
    void fit(Laps laps) {
        graph.fit(new Repeated(laps::more, laps::begin), 1);
    }

    /** The batch again and again. */
    private final class Repeated implements MultiDataSetIterator {
        private static final long serialVersionUID = 1L;

        private final transient BooleanSupplier more;
        private final transient Runnable begin;
        private final transient MultiDataSet data;

        Repeated(BooleanSupplier more, Runnable begin) {
            this.more = more;
            this.begin = begin;
            INDArray[] features = names.stream().map(batch::get).toArray(INDArray[]::new);
            this.data = new MultiDataSet(features, new INDArray[0]);
        }

        @Override
        public boolean hasNext() {
            return more.getAsBoolean();
        }

        @Override
        public MultiDataSet next() {
            begin.run();
            return data;
        }

        @Override
        public MultiDataSet next(int count) {
            return next();
        }

        @Override
        public MultiDataSetPreProcessor getPreProcessor() {
            throw new UnsupportedOperationException("the batch is fed as it is");
        }

        @Override
        public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {
            throw new UnsupportedOperationException("the batch is fed as it is");
        }

        @Override
        public boolean resetSupported() {
            return false;
        }

        /** No thread that fetches ahead: the calls of next mark the time. */
        @Override
        public boolean asyncSupported() {
            return false;
        }

        @Override
        public void reset() {
            throw new UnsupportedOperationException("one epoch");
        }
    }
}
