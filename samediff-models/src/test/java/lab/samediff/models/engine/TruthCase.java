package lab.samediff.models.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Something that all executions must agree on.
 *
 * @param name with the seed, where there is one
 * @param params what it begins with, in the type of the execution
 * @param feeds the inputs of one run after another
 * @param build of any shape; a scalar is taken as the loss, anything else is made into one
 */
public record TruthCase(
        String name,
        Function<DataType, Params> params,
        Function<Graph, List<Map<String, INDArray>>> feeds,
        Function<Scope, SDVariable> build) {
    @Override
    public String toString() {
        return name;
    }
}
