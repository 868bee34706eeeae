package planted.randomnessisseeded.lab.samediff.models.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class Planted {
    private Planted() {}

    static int fineGlobalGenerator() {
        return Nd4j.getRandom().nextInt();
    }

    static INDArray badUniform() {
        return Nd4j.rand(2, 3);
    }
}
