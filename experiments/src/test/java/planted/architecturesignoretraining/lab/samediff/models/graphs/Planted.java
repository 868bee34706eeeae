package planted.architecturesignoretraining.lab.samediff.models.graphs;

import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Step;
import planted.architecturesignoretraining.lab.samediff.models.checks.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfTrain(Step value) {
        return value;
    }

    static Object badUseOfEngine(GradientCheck.Result value) {
        return value;
    }

    static Object badUseOfChecks(Neighbour value) {
        return value;
    }

    static Object fineUseOfGraph(Scope value) {
        return value;
    }
}
