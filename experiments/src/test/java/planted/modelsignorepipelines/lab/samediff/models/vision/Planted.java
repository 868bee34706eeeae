package planted.modelsignorepipelines.lab.samediff.models.vision;

import lab.samediff.models.graph.Scope;
import planted.modelsignorepipelines.lab.samediff.pipelines.images.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfPipelines(Neighbour value) {
        return value;
    }

    static Object fineUseOfGraph(Scope value) {
        return value;
    }
}
