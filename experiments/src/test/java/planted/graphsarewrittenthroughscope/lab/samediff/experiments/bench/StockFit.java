package planted.graphsarewrittenthroughscope.lab.samediff.experiments.bench;

import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

final class StockFit {
    private StockFit() {}

    static Object fineFit(SameDiff graph, DataSetIterator data) {
        return graph.fit(data, 3);
    }
}
