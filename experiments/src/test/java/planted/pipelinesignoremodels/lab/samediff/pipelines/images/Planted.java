package planted.pipelinesignoremodels.lab.samediff.pipelines.images;

import lab.samediff.models.graph.Scope;
import planted.pipelinesignoremodels.lab.samediff.pipelines.catalog.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfModels(Scope value) {
        return value;
    }

    static Object fineUseOfPipelines(Neighbour value) {
        return value;
    }
}
