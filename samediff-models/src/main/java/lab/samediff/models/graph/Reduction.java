package lab.samediff.models.graph;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.reduce.bp.BaseReductionBp;
import org.nd4j.linalg.api.ops.impl.reduce.bp.MaxBp;
import org.nd4j.linalg.api.ops.impl.reduce.bp.MeanBp;
import org.nd4j.linalg.api.ops.impl.reduce.bp.SumBp;

/**
 * Reductions by libnd4j's custom ops. The classes of M2.1 are legacy ops, which end in a NullPointerException in a
 * graph when the axis to be reduced has size 1 and the operand is a row or a column, as in a batch of one, and which
 * cannot be differentiated at rank 0.
 */
public abstract class Reduction extends DynamicCustomOp {
    private Reduction() {}

    private Reduction(SameDiff graph, SDVariable x, boolean keepDims, int... axes) {
        super(null, graph, new SDVariable[] {x});
        addBArgument(keepDims);
        addIArgument(axes);
    }

    abstract BaseReductionBp backward(SDVariable gradient, boolean keepDims, int... axes);

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        int[] axes = iArguments.stream().mapToInt(Long::intValue).toArray();
        return List.of(backward(gradients.get(0), bArguments.get(0), axes).outputVariable());
    }

    /** None: by default SameDiff looks for the fields of the legacy op of this name and warns that there are none. */
    @Override
    public Map<String, Object> propertiesForFunction() {
        return Map.of();
    }

    @Override
    public List<DataType> calculateOutputDataTypes(List<DataType> inputs) {
        return List.of(inputs.get(0));
    }

    /** Sum over axes. Public, with a public no-argument constructor, because SameDiff clones ops by reflection. */
    public static final class Sum extends Reduction {
        /** For SameDiff, which makes ops by reflection. */
        public Sum() {}

        Sum(SameDiff graph, SDVariable x, boolean keepDims, int... axes) {
            super(graph, x, keepDims, axes);
        }

        @Override
        public String opName() {
            return "reduce_sum";
        }

        @Override
        BaseReductionBp backward(SDVariable gradient, boolean keepDims, int... axes) {
            return new SumBp(sameDiff, arg(0), gradient, keepDims, axes);
        }
    }

    /** Mean over axes. */
    public static final class Mean extends Reduction {
        /** For SameDiff, which makes ops by reflection. */
        public Mean() {}

        Mean(SameDiff graph, SDVariable x, boolean keepDims, int... axes) {
            super(graph, x, keepDims, axes);
        }

        @Override
        public String opName() {
            return "reduce_mean";
        }

        @Override
        BaseReductionBp backward(SDVariable gradient, boolean keepDims, int... axes) {
            return new MeanBp(sameDiff, arg(0), gradient, keepDims, axes);
        }
    }

    /** Largest entry over axes. */
    public static final class Max extends Reduction {
        /** For SameDiff, which makes ops by reflection. */
        public Max() {}

        Max(SameDiff graph, SDVariable x, boolean keepDims, int... axes) {
            super(graph, x, keepDims, axes);
        }

        /**
         * The largest entries, kept with size 1, through which no gradient flows: stopping it behind the op would still
         * run its backward op, the slowest of a transformer step. A second flag, which libnd4j ignores, says so.
         */
        static Max detached(SameDiff graph, SDVariable x, int axis) {
            Max max = new Max(graph, x, true, axis);
            max.addBArgument(true);
            return max;
        }

        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            boolean detached = bArguments.size() > 1;
            return detached ? List.of(sameDiff.zerosLike(arg(0))) : super.doDiff(gradients);
        }

        @Override
        public String opName() {
            return "reduce_max";
        }

        @Override
        BaseReductionBp backward(SDVariable gradient, boolean keepDims, int... axes) {
            return new MaxBp(sameDiff, arg(0), gradient, keepDims, axes);
        }
    }
}
