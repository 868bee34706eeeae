package planted.librariesignoreexperiments.lab.samediff.pipelines.images;

import planted.librariesignoreexperiments.lab.samediff.experiments.core.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfExperiments(Neighbour value) {
        return value;
    }

    static void fineUseOfNothing() {}
}
