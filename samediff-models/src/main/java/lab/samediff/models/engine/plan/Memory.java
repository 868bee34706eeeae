package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Off-heap floats: an array of ND4J seen as a buffer and by its address. */
final class Memory {
    final INDArray array;
    final FloatBuffer floats;
    final long address;

    private Memory(INDArray array) {
        this.array = array;
        this.floats = array.data()
                .pointer()
                .asByteBuffer()
                .order(java.nio.ByteOrder.nativeOrder())
                .asFloatBuffer();
        this.address = array.data().pointer().address();
    }

    static Memory of(INDArray array) {
        if (!readable(array)) throw new IllegalArgumentException("not row-major float32: " + array.shapeInfoToString());
        return new Memory(array);
    }

    static Memory allocate(int floats) {
        return new Memory(Nd4j.createUninitializedDetached(DataType.FLOAT, Math.max(16, floats)));
    }

    /** Whether the entries are float32, side by side in row-major order from the start of a buffer of their own. */
    static boolean readable(INDArray array) {
        return array.dataType() == DataType.FLOAT
                && array.offset() == 0
                && (array.rank() < 2 || array.ordering() == 'c')
                && !array.isView()
                && array.elementWiseStride() == 1;
    }
}
