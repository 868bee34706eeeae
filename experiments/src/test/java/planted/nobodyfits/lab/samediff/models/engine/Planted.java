package planted.nobodyfits.lab.samediff.models.engine;

import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

final class Planted {
    private Planted() {}

    static Object badFit(SameDiff graph) {
        return graph.fit();
    }

    static Object badFitOfData(SameDiff graph, DataSetIterator data) {
        return graph.fit(data, 3);
    }

    static Object badGradients(SameDiff graph) {
        return graph.calculateGradients(Map.of(), "a");
    }

    static Object fineOutput(SameDiff graph) {
        return graph.output(Map.of(), "a");
    }
}
