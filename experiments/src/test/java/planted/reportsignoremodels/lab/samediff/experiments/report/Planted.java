package planted.reportsignoremodels.lab.samediff.experiments.report;

import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Step;
import planted.reportsignoremodels.lab.samediff.experiments.core.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfTrain(Step value) {
        return value;
    }

    static Object badUseOfGraph(Scope value) {
        return value;
    }

    static Object fineUseOfCore(Neighbour value) {
        return value;
    }
}
