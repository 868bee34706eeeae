package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;

/**
 * Sum, difference and product whose gradients sum over the broadcast axes with the fast reductions. Stock backward ops
 * first tile the smaller operand: a layer norm of 6400 rows of 64 spends 25 times longer in them than it needs. Which
 * axes were broadcast is known from the shapes while the graph is written, and travels in the integer arguments, which
 * the native ops ignore and which survive the cloning of the graph. An op without them (made by SameDiff itself inside
 * a gradient) keeps the stock gradient.
 */
final class BroadcastOps {
    private BroadcastOps() {}

    static SDVariable add(SDVariable a, SDVariable b, long... out) {
        SDVariable left = beside(b, a);
        SDVariable right = beside(a, b);
        return with(new Add(a.getSameDiff(), left, right), left, right, out);
    }

    static SDVariable sub(SDVariable a, SDVariable b, long... out) {
        SDVariable left = beside(b, a);
        SDVariable right = beside(a, b);
        return with(new Sub(a.getSameDiff(), left, right), left, right, out);
    }

    static SDVariable mul(SDVariable a, SDVariable b, long... out) {
        SDVariable left = beside(b, a);
        SDVariable right = beside(a, b);
        return with(new Mul(a.getSameDiff(), left, right), left, right, out);
    }

    /** x, as a row if it is a vector beside what may be [1, 1]: libnd4j takes that for a number and gives a vector. */
    private static SDVariable beside(SDVariable other, SDVariable x) {
        long[] shape = Scope.shape(x);
        boolean vector = shape.length == 1 && shape[0] != 1;
        long[] sizes = Scope.shape(other);
        boolean number = sizes.length == 2 && Arrays.stream(sizes).allMatch(size -> size == 1 || size == -1);
        return vector && number ? Arrange.expandDims(x, 0) : x;
    }

    private static SDVariable with(DynamicCustomOp op, SDVariable a, SDVariable b, long... out) {
        op.addIArgument(out.length);
        for (SDVariable operand : new SDVariable[] {a, b}) {
            long[] shape = Scope.shape(operand);
            op.addIArgument(out.length - shape.length, stretched(shape, out));
        }
        return op.outputVariable();
    }

    /** Bit i is set where axis i of the result stretches a size 1 of the operand. Two unknown sizes are equal. */
    private static int stretched(long[] shape, long... out) {
        int bits = 0;
        int missing = out.length - shape.length;
        for (int i = 0; i < shape.length; i++) if (shape[i] == 1 && out[missing + i] != 1) bits |= 1 << (missing + i);
        return bits;
    }

    /** Sums {@code gradient}, of the result's shape, down to the shape of operand {@code which} of {@code op}. */
    private static SDVariable fold(DynamicCustomOp op, int which, SDVariable gradient) {
        long[] arguments = op.iArgs();
        int missing = (int) arguments[1 + 2 * which];
        long bits = arguments[2 + 2 * which];
        SDVariable folded = gradient;
        int[] stretched = IntStream.range(missing, (int) arguments[0])
                .filter(axis -> (bits >> axis & 1) == 1)
                .toArray();
        if (stretched.length > 0) folded = sum(folded, true, stretched);
        if (missing > 0) folded = sum(folded, false, IntStream.range(0, missing).toArray());
        return folded;
    }

    private static SDVariable sum(SDVariable x, boolean keepDims, int... axes) {
        return new Reduction.Sum(x.getSameDiff(), x, keepDims, axes).outputVariable();
    }

    private static boolean knowsShapes(DynamicCustomOp op) {
        return op.numIArguments() == 5;
    }

    /** a + b; public for SameDiff, which makes ops by reflection. */
    public static final class Add extends AddOp {
        /** For SameDiff. */
        public Add() {}

        Add(SameDiff graph, SDVariable a, SDVariable b) {
            super(graph, a, b);
        }

        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            if (!knowsShapes(this)) return super.doDiff(gradients);
            SDVariable gradient = gradients.get(0);
            return List.of(fold(this, 0, gradient), fold(this, 1, gradient));
        }
    }

    /** a - b; public for SameDiff, which makes ops by reflection. */
    public static final class Sub extends SubOp {
        /** For SameDiff. */
        public Sub() {}

        Sub(SameDiff graph, SDVariable a, SDVariable b) {
            super(graph, a, b);
        }

        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            if (!knowsShapes(this)) return super.doDiff(gradients);
            SDVariable gradient = gradients.get(0);
            return List.of(fold(this, 0, gradient), fold(this, 1, gradient).neg());
        }
    }

    /** a ⊙ b; public for SameDiff, which makes ops by reflection. */
    public static final class Mul extends MulOp {
        /** For SameDiff. */
        public Mul() {}

        Mul(SameDiff graph, SDVariable a, SDVariable b) {
            super(graph, a, b);
        }

        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            if (!knowsShapes(this)) return super.doDiff(gradients);
            SDVariable gradient = gradients.get(0);
            return List.of(fold(this, 0, gradient.mul(arg(1))), fold(this, 1, gradient.mul(arg(0))));
        }
    }
}
