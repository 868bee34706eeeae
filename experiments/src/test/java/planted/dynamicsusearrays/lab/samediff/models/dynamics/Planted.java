package planted.dynamicsusearrays.lab.samediff.models.dynamics;

import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Step;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

final class Planted {
    private Planted() {}

    static Object badUseOfScope(Scope value) {
        return value;
    }

    static Object badUseOfVariable(SDVariable value) {
        return value;
    }

    static Object badUseOfTrain(Step value) {
        return value;
    }

    static Object fineUseOfArray(INDArray value) {
        return value;
    }
}
