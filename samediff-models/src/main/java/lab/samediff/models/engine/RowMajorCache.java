package lab.samediff.models.engine;

import java.util.Arrays;
import lab.samediff.models.graph.MemoryLimit;
import org.nd4j.autodiff.samediff.internal.memory.ArrayCacheMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * SameDiff's cache of arrays, mended. Stock hands an array out again for a result that is wanted in the other order by
 * renaming its order and leaving its strides, and some ops then compute nonsense (the gradient of a weight whose input
 * was laid out by columns, from the second run on). Here every array handed out is row-major, as new ones are anyway.
 */
final class RowMajorCache extends ArrayCacheMemoryMgr {
    private static final String RESULT = "the result of an operation";

    @Override
    public INDArray allocate(boolean detached, LongShapeDescriptor descriptor) {
        return rowMajor(super.allocate(detached, checked(descriptor)));
    }

    @Override
    public INDArray allocate(boolean detached, DataType type, long... shape) {
        MemoryLimit.check(RESULT, type, shape);
        return rowMajor(super.allocate(detached, type, shape));
    }

    private static LongShapeDescriptor checked(LongShapeDescriptor descriptor) {
        MemoryLimit.check(RESULT, descriptor.dataType(), descriptor.getShape());
        return descriptor;
    }

    private static INDArray rowMajor(INDArray array) {
        if (array.isEmpty() || array.rank() == 0) return array;
        long[] shape = array.shape();
        if (array.offset() != 0 || !Arrays.equals(array.stride(), Nd4j.getStrides(shape, 'c'))) {
            return Nd4j.createUninitializedDetached(array.dataType(), shape);
        }
        if (array.ordering() != 'c') array.setOrder('c');
        return array;
    }
}
