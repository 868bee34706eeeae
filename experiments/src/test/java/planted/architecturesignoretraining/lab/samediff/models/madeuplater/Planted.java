package planted.architecturesignoretraining.lab.samediff.models.madeuplater;

import lab.samediff.models.train.Step;
import planted.architecturesignoretraining.lab.samediff.models.layers.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfTrain(Step value) {
        return value;
    }

    static Object fineUseOfLayers(Neighbour value) {
        return value;
    }
}
