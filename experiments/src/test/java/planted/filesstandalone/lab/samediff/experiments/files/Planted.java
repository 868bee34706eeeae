package planted.filesstandalone.lab.samediff.experiments.files;

import java.nio.ByteBuffer;
import lab.samediff.models.graph.Scope;
import org.nd4j.linalg.api.ndarray.INDArray;
import planted.filesstandalone.lab.samediff.experiments.core.Neighbour;

final class Planted {
    private Planted() {}

    static Object badUseOfArrays(INDArray value) {
        return value;
    }

    static Object badUseOfModels(Scope value) {
        return value;
    }

    static Object badUseOfTheRunner(Neighbour value) {
        return value;
    }

    static Object fineUseOfBuffers(ByteBuffer value) {
        return value;
    }
}
