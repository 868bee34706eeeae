package planted.variablesmeetinops.lab.samediff.models.graph;

import org.nd4j.autodiff.samediff.SDVariable;

final class Planted {
    private Planted() {}

    static SDVariable fineSum(SDVariable a, SDVariable b) {
        return a.add(b);
    }
}
