package lab.samediff.models.checks;

import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One gradient to check.
 *
 * @param name of the op (its Java name) or block
 * @param inputs fixed inputs, by name
 * @param build what is checked; any shape, reduced to a scalar by fixed weights
 * @param large whether it has too many parameters to try each entry: then one random direction of each parameter
 */
public record Case(String name, Map<String, INDArray> inputs, Function<Scope, SDVariable> build, boolean large) {
    /** A case of which every entry is tried. */
    public Case(String name, Map<String, INDArray> inputs, Function<Scope, SDVariable> build) {
        this(name, inputs, build, false);
    }
}
