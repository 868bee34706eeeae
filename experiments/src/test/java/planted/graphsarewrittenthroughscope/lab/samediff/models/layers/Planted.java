package planted.graphsarewrittenthroughscope.lab.samediff.models.layers;

import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.ops.SDMath;

final class Planted {
    private Planted() {}

    static Object badCreate() {
        return SameDiff.create();
    }

    static Object badOutput(SameDiff graph) {
        return graph.output(Map.of(), "a");
    }

    static Object badBatchOutput(SameDiff graph) {
        return graph.batchOutput();
    }

    static Object badMath(SameDiff graph) {
        return graph.math();
    }

    static Object badNetwork(SameDiff graph, SDVariable x) {
        return graph.nn().relu(x, 0);
    }

    static Object badLoss(SameDiff graph) {
        return graph.loss();
    }

    static Object badConvolution(SameDiff graph) {
        return graph.cnn();
    }

    static Object badRecurrent(SameDiff graph) {
        return graph.rnn();
    }

    static Object badNamespace(SDMath math, SDVariable x) {
        return math.abs(x);
    }

    static Supplier<Object> badReference() {
        return SameDiff::create;
    }

    static String fineQuestion(SDVariable x) {
        return x.name();
    }
}
