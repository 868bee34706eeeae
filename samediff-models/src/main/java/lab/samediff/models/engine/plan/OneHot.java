package lab.samediff.models.engine.plan;

import java.util.List;
import lab.samediff.models.engine.kernels.Binary;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of zeros with one 1: written as a comparison, and products with them as lookups. */
final class OneHot {
    private static final String COUNTING = "0, 1, 2 ...";

    private OneHot() {}

    /** [...] → [..., depth]. */
    static Value of(Builder builder, Value ids, int depth) {
        float[] numbers = new float[depth];
        for (int i = 0; i < depth; i++) numbers[i] = i;
        INDArray array = Nd4j.createFromArray(numbers);
        int[] shape = ids.shape();
        int[] column = java.util.Arrays.copyOf(shape, shape.length + 1);
        column[shape.length] = 1;
        return builder.binary(Binary.EQUAL, builder.reshape(ids, column), Value.of(Root.held(COUNTING, array), depth));
    }

    /** a·b where a is one-hot rows (a lookup) or their transpose (its gradient); null where it is neither. */
    static @Nullable Value product(Builder builder, Value a, Value b) {
        if (a.rank() != 2 || a.root.producer == null || !isOneHot(a.root.producer)) return null;
        Node comparison = a.root.producer;
        int depth = comparison.output().size(-1);
        Value ids = builder.reshape(comparison.input(0), comparison.input(0).size());
        boolean plain = a.size(1) == depth && a.stride(1) == 1 && a.whole();
        boolean turned =
                a.size(0) == depth && a.stride(0) == 1 && a.permute(1, 0).whole();
        if (plain) return builder.node(new Op.Gather(), new int[] {ids.size(), b.size(1)}, builder.contiguous(b), ids);
        if (!turned) return null;
        return builder.node(new Op.ScatterAdd(), new int[] {depth, b.size(1)}, ids, builder.contiguous(b));
    }

    private static boolean isOneHot(Node node) {
        List<Value> inputs = node.inputs;
        return node.op instanceof Op.OfTwo two
                && two.op() == Binary.EQUAL
                && inputs.get(1).root.name.equals(COUNTING);
    }
}
