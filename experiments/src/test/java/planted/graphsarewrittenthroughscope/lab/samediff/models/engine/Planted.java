package planted.graphsarewrittenthroughscope.lab.samediff.models.engine;

import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;

final class Planted {
    private Planted() {}

    static Object fineOutput(SameDiff graph) {
        return graph.output(Map.of(), "a");
    }
}
