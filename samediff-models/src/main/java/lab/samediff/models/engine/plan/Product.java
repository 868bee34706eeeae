package lab.samediff.models.engine.plan;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Chooses who multiplies matrices. ND4J's op goes to oneDNN, whose kernels are the faster ones but which takes some
 * microseconds before it begins; BLAS begins at once.
 */
final class Product {
    /** Multiplications from which on oneDNN is ahead: 128 x 128 x 128. */
    private static final long LARGE = 1L << 21;

    private Product() {}

    /** c = a·b, or c + a·b. */
    static Instruction write(Value a, Place atA, Value b, Place atB, Value c, Place atC, boolean adds) {
        boolean large = (long) a.size(-2) * a.size(-1) * b.size(-1) >= LARGE;
        if (!large || a.rank() > 2) return new Gemm(a, atA, b, atB, c, atC, adds);
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setInputArray(0, stored(a, atA));
        context.setInputArray(1, stored(b, atB));
        context.setOutputArray(0, NativeArrays.array(c, atC));
        context.setIArguments(turned(a) ? 1 : 0, turned(b) ? 1 : 0, 0);
        context.setTArguments(1, adds ? 1 : 0);
        return NativeArrays.instruction(
                "matmul", DynamicCustomOp.builder("matmul").build().opHash(), context);
    }

    private static boolean turned(Value matrix) {
        return matrix.stride(1) != 1 && matrix.size(1) > 1;
    }

    /** The matrix as it lies, its rows side by side. */
    private static INDArray stored(Value matrix, Place place) {
        return NativeArrays.array(turned(matrix) ? matrix.permute(1, 0) : matrix, place);
    }
}
