package lab.samediff.models.graph;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * The identity with gradient zero. libnd4j has the op {@code stop_gradient}, M2.1 has no Java class for it. Public with
 * a public no-argument constructor because SameDiff clones ops by reflection.
 */
public final class StopGradient extends DynamicCustomOp {
    /** For SameDiff, which makes ops by reflection. */
    public StopGradient() {}

    StopGradient(SameDiff graph, SDVariable x) {
        super(null, graph, new SDVariable[] {x});
    }

    @Override
    public String opName() {
        return "stop_gradient";
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        return List.of(sameDiff.zerosLike(arg(0)));
    }

    @Override
    public List<DataType> calculateOutputDataTypes(List<DataType> inputs) {
        return List.of(inputs.get(0));
    }
}
