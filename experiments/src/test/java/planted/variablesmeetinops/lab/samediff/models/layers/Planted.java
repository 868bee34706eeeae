package planted.variablesmeetinops.lab.samediff.models.layers;

import java.util.function.UnaryOperator;
import org.nd4j.autodiff.samediff.SDVariable;

final class Planted {
    private Planted() {}

    static SDVariable badSum(SDVariable a, SDVariable b) {
        return a.add(b);
    }

    static SDVariable badProduct(SDVariable a, SDVariable b) {
        return a.mmul(b);
    }

    static SDVariable badMean(SDVariable a) {
        return a.mean(0);
    }

    static UnaryOperator<SDVariable> badReference() {
        return SDVariable::neg;
    }

    static Object badGraph(SDVariable a) {
        return a.getSameDiff();
    }

    static Object badValue(SDVariable a) {
        return a.eval();
    }

    static String fineName(SDVariable a) {
        return a.name();
    }

    static Object fineType(SDVariable a) {
        return a.dataType();
    }
}
