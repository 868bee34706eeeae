package planted.trainusesengineandgraph.lab.samediff.models.train;

import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Scope;
import planted.trainusesengineandgraph.lab.samediff.models.layers.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfLayers(Neighbour value) {
        return value;
    }

    static Object fineUseOfEngine(GradientCheck.Result value) {
        return value;
    }

    static Object fineUseOfGraph(Scope value) {
        return value;
    }
}
