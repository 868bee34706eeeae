package planted.librariesignoreexperiments.lab.samediff.models.vision;

import lab.samediff.models.graph.Scope;
import planted.librariesignoreexperiments.lab.samediff.experiments.core.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfExperiments(Neighbour value) {
        return value;
    }

    static Object fineUseOfGraph(Scope value) {
        return value;
    }
}
