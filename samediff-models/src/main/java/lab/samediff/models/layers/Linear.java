package lab.samediff.models.layers;

import java.util.Arrays;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** The affine map y = xW + b of the last axis. */
public final class Linear {
    private Linear() {}

    /**
     * y = xW + b with {@code weight} [in, out] and {@code bias} [out], both uniform on ±1/√in. The bias does not begin
     * at zero because then all kinks of a first layer would lie at the origin, which is felt in one or two dimensions;
     * it is also what the frameworks do whose numbers we compare with.
     *
     * <p>Shapes: x [..., in] of rank 2 to 4, of whose leading sizes at most one is unknown → [..., out].
     *
     * @throws lab.samediff.models.graph.ShapeException if x is not [..., in]
     */
    public static SDVariable linear(Scope s, SDVariable x, int in, int out) {
        return linear(s, x, Init.fanIn(in, out), Init.uniform(1 / Math.sqrt(in), out), in, out);
    }

    /** y = xW + b with parameters that begin as given: {@code weight} [in, out], {@code bias} [out]. */
    public static SDVariable linear(Scope s, SDVariable x, Init weight, Init bias, int in, int out) {
        SDVariable rows = rows(s, x, in);
        SDVariable product = Ops.matmul(rows, s.param("weight", weight));
        SDVariable shifted = Ops.add(product, s.param("bias", bias));
        return restore(shifted, Scope.shape(x), out);
    }

    /** y = xW without a bias, {@code weight} [in, out] uniform on ±1/√in; shapes as for {@link #linear}. */
    public static SDVariable withoutBias(Scope s, SDVariable x, int in, int out) {
        return withoutBias(s, x, Init.fanIn(in, out), in, out);
    }

    /** y = xW without a bias, {@code weight} [in, out] beginning as given. */
    public static SDVariable withoutBias(Scope s, SDVariable x, Init weight, int in, int out) {
        SDVariable rows = rows(s, x, in);
        SDVariable product = Ops.matmul(rows, s.param("weight", weight));
        return restore(product, Scope.shape(x), out);
    }

    // One matrix product over all rows: batches of small ones are slower, and so is a bias over three axes.
    private static SDVariable rows(Scope s, SDVariable x, int in) {
        int rank = Math.min(4, Math.max(2, Scope.shape(x).length));
        long[] wanted = new long[rank];
        Arrays.fill(wanted, -1);
        wanted[rank - 1] = in;
        s.expect("linear", x, wanted);
        return rank == 2 ? x : Arrange.reshape(x, -1, in);
    }

    private static SDVariable restore(SDVariable rows, long[] shape, int out) {
        if (shape.length == 2) return rows;
        long[] wanted = shape.clone();
        wanted[shape.length - 1] = out;
        return Arrange.reshape(rows, wanted);
    }
}
