package lab.samediff.models.engine.plan;

import java.util.List;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Ternary;
import lab.samediff.models.engine.kernels.Unary;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/** What a node computes. Views are no ops: see {@link Value}. */
sealed interface Op {
    /** z = op(x), entry by entry, with the parameters that {@link Unary} says. */
    record OfOne(Unary op, float p, float q) implements Op {}

    /** z = op(x, y), broadcasting. */
    record OfTwo(Binary op) implements Op {}

    /** z = op(x, y, w), broadcasting. */
    record OfThree(Ternary op) implements Op {}

    /** Sum over the axes in which the result has size 1 and the operand has not. */
    record Sum() implements Op {}

    /** Maximum over the last axis. */
    record Max() implements Op {}

    /** (x, max, g) → g at the first entry of each row of x that equals max, 0 elsewhere. */
    record MaxGradient() implements Op {}

    /** Matrix product over the last two axes of views with equal leading sizes. */
    record MatMul() implements Op {}

    /** c + a·b for (a, b, c): the sum is formed where c lies. */
    record MatMulAdd() implements Op {}

    /** The operands one after the other along an axis. */
    record Concat(int axis) implements Op {}

    /** Rows of a table [n, width] by ids [rows] → [rows, width]. */
    record Gather() implements Op {}

    /** (ids [rows], x [rows, width]) → [n, width], each row of x added to the row of its id. */
    record ScatterAdd() implements Op {}

    /** Running sum along the last axis. */
    record CumSum(boolean exclusive, boolean reverse) implements Op {}

    /** Uniform numbers on [0, 1), drawn anew each time; {@code stream} tells the draws of one program apart. */
    record Noise(long stream) implements Op {}

    /** What all threads have, in one place: the sum of their parts, or their samples one after the other. */
    record Together() implements Op {}

    /**
     * An op of ND4J on whole row-major arrays.
     *
     * @param summed for each result, whether it is a sum over the samples of the batch; the others have a part for each
     */
    record Native(DynamicCustomOp op, List<Boolean> summed) implements Op {}
}
