package lab.samediff.models.engine.plan;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/** Matrix products by the BLAS that ND4J loaded: c = a·b + keep·c, one after the other. */
final class Gemm implements Instruction {
    private final FloatPointer[] left;
    private final FloatPointer[] right;
    private final FloatPointer[] result;
    private final Matrix a;
    private final Matrix b;
    private final Matrix c;
    private final float keep;

    /** How a matrix lies: {@code step} entries from one row (of the transposed matrix, if it is turned) to the next. */
    private record Matrix(int rows, int columns, boolean turned, int step) {
        static Matrix of(Value view) {
            int rows = view.size(-2);
            int columns = view.size(-1);
            boolean plain = view.stride(-1) == 1 || columns == 1;
            int step = plain ? view.stride(-2) : view.stride(-1);
            return new Matrix(rows, columns, !plain, Math.max(step, plain ? columns : rows));
        }
    }

    Gemm(Value a, Place atA, Value b, Place atB, Value c, Place atC, boolean adds) {
        this.a = Matrix.of(a);
        this.b = Matrix.of(b);
        this.c = Matrix.of(c);
        this.keep = adds ? 1 : 0;
        int count = c.size() / (c.size(-2) * c.size(-1));
        left = pointers(a, atA, count);
        right = pointers(b, atB, count);
        result = pointers(c, atC, count);
    }

    private static FloatPointer[] pointers(Value view, Place place, int count) {
        FloatPointer[] pointers = new FloatPointer[count];
        for (int i = 0; i < count; i++) {
            int rest = i;
            int at = view.offset;
            for (int axis = view.rank() - 3; axis >= 0; axis--) {
                at += rest % view.size(axis) * view.stride(axis);
                rest /= view.size(axis);
            }
            pointers[i] = new FloatPointer(new Address(place.address(at)));
        }
        return pointers;
    }

    @Override
    public void run() {
        for (int i = 0; i < result.length; i++) {
            cblas_sgemm(
                    CblasRowMajor,
                    a.turned ? CblasTrans : CblasNoTrans,
                    b.turned ? CblasTrans : CblasNoTrans,
                    c.rows,
                    c.columns,
                    a.columns,
                    1,
                    left[i],
                    a.step,
                    right[i],
                    b.step,
                    keep,
                    result[i],
                    c.step);
        }
    }
}
