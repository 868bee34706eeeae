package planted.graphstandsalone.lab.samediff.models.graph;

import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Step;

final class Planted {
    private Planted() {}

    static Object badUseOfEngine(GradientCheck.Result value) {
        return value;
    }

    static Object badUseOfTrain(Step value) {
        return value;
    }

    static Object fineUseOfGraph(Scope value) {
        return value;
    }
}
