package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;

/** Vectors for ids. */
public final class Embeddings {
    /** Deviation with which the vectors begin by default, as in GPT-2. */
    public static final double DEVIATION = 0.02;

    // The gradient of gather adds row after row; up to about this size a product with one-hot rows is faster.
    private static final int ONE_HOT_UP_TO = 256;

    private Embeddings() {}

    /** {@link #embedding(Scope, SDVariable, int, int, double)} with deviation {@value #DEVIATION}. */
    public static SDVariable embedding(Scope s, SDVariable ids, int count, int width) {
        return embedding(s, ids, count, width, DEVIATION);
    }

    /**
     * Row {@code ids[...]} of {@code weight} [count, width], whose entries begin as N(0, deviation²). A small table is
     * read by a product with one-hot rows, a large one by gathering: same values, same gradient.
     *
     * <p>Shapes: ids [...] of rank 1 to 3, made by {@link Scope#ids} with a limit of at most {@code count} →
     * [..., width].
     */
    public static SDVariable embedding(Scope s, SDVariable ids, int count, int width, double deviation) {
        SDVariable weight = s.param("weight", Init.normal(deviation, count, width));
        return count <= ONE_HOT_UP_TO ? byProduct(weight, ids, count) : Arrange.gather(weight, ids);
    }

    static SDVariable byProduct(SDVariable weight, SDVariable ids, int count) {
        SDVariable chosen = Arrange.oneHot(ids, count, weight);
        return Ops.matmul(chosen, weight);
    }
}
