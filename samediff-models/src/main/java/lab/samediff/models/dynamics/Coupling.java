package lab.samediff.models.dynamics;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How the source and target samples of a batch are paired. Each sample is used exactly once: the marginals are kept. */
public enum Coupling {
    /** As they come: two samples drawn independently stay independent. Lipman et al. 2023, arXiv:2210.02747. */
    INDEPENDENT {
        @Override
        public int[] pairs(INDArray x0, INDArray x1) {
            Rows.requireAlike(x0, x1);
            int[] pairs = new int[Math.toIntExact(x0.size(0))];
            Arrays.setAll(pairs, i -> i);
            return pairs;
        }
    },

    /**
     * The exact optimal transport of the batch by squared distance. Tong et al. 2024, arXiv:2302.00482, section 3.2.3;
     * Pooladian et al. 2023, arXiv:2304.14772. A permutation, where torchcfm draws pairs from it with replacement.
     */
    MINIBATCH_OT {
        @Override
        public int[] pairs(INDArray x0, INDArray x1) {
            return Assignment.bySquaredDistance(x0, x1).columns();
        }
    };

    /**
     * The permutation p that pairs row i of x0 with row p[i] of x1.
     *
     * @throws IllegalArgumentException if the shapes or types of x0 and x1 [n, ...] differ
     */
    public abstract int[] pairs(INDArray x0, INDArray x1);

    /** The rows of x1 in the order that puts each beside its partner in x0. Shapes and errors as {@link #pairs}. */
    public INDArray partners(INDArray x0, INDArray x1) {
        INDArray rows = x1.dup('c').reshape(x1.size(0), -1);
        return Nd4j.pullRows(rows, 1, pairs(x0, x1), 'c').reshape(x1.shape());
    }
}
