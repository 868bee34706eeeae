package planted.randomnessisseeded.lab.samediff.experiments.vision;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

final class Planted {
    private Planted() {}

    static INDArray badUniform() {
        return Nd4j.rand(2, 3);
    }

    static INDArray badUniformAfterSeed() {
        return Nd4j.rand(1L, new long[] {2, 3});
    }

    static INDArray badNormal() {
        return Nd4j.randn(DataType.FLOAT, 2, 3);
    }

    static void badShuffle(INDArray array) {
        Nd4j.shuffle(array, 0);
    }

    static int badGlobalGenerator() {
        return Nd4j.getRandom().nextInt();
    }

    static INDArray badOps() {
        return Nd4j.random().normal(0, 1, DataType.FLOAT, 2);
    }

    static Random badNewGenerator() {
        return Nd4j.getRandomFactory().getNewRandomInstance();
    }

    static void badDataSet(DataSet data) {
        data.shuffle();
    }

    static INDArray fineUniform(Random random) {
        return Nd4j.rand(random, 2, 3);
    }

    static Random fineNewGenerator() {
        return Nd4j.getRandomFactory().getNewRandomInstance(1);
    }

    static void fineDataSet(DataSet data) {
        data.shuffle(1);
    }
}
