package planted.engineusesgraph.lab.samediff.models.engine;

import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Step;
import planted.engineusesgraph.lab.samediff.models.layers.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfTrain(Step value) {
        return value;
    }

    static Object badUseOfLayers(Neighbour value) {
        return value;
    }

    static Object fineUseOfGraph(Scope value) {
        return value;
    }
}
