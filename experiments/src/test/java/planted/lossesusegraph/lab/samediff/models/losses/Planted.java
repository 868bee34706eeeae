package planted.lossesusegraph.lab.samediff.models.losses;

import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Scope;
import planted.lossesusegraph.lab.samediff.models.layers.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfEngine(GradientCheck.Result value) {
        return value;
    }

    static Object badUseOfLayers(Neighbour value) {
        return value;
    }

    static Object fineUseOfGraph(Scope value) {
        return value;
    }
}
