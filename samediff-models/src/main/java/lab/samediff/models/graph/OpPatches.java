package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.imports.converters.DifferentialFunctionClassHolder;
import org.nd4j.imports.converters.ImportClassMapping;
import org.nd4j.linalg.api.ops.impl.controlflow.Where;
import org.nd4j.linalg.api.ops.impl.layers.convolution.AvgPooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Upsampling2d;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.scatter.ScatterAdd;
import org.nd4j.linalg.api.ops.impl.shape.Gather;
import org.nd4j.linalg.api.ops.impl.transforms.custom.CumSum;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Min;

/**
 * Ops whose gradient stock M2.1 gets wrong or lacks, put in place of the originals. SameDiff's gradient function clones
 * each op by looking its class up by name, so the replacement must be registered before that table is first read; a
 * late registration would be ignored without a word, hence the check. Each patch is public with a public no-argument
 * constructor and reads {@code iArguments}, because fields do not survive the cloning.
 */
public final class OpPatches {
    private static final List<DifferentialFunction> PATCHES = List.of(
            new PatchedGather(),
            new PatchedScatterAdd(),
            new PatchedWhere(),
            new PatchedCumSum(),
            new BroadcastOps.Add(),
            new BroadcastOps.Sub(),
            new BroadcastOps.Mul(),
            new PatchedMatmul(),
            new PatchedMaximum(),
            new PatchedMinimum(),
            new PatchedUpsampling(),
            new Reduction.Sum(),
            new Reduction.Mean(),
            new Reduction.Max(),
            new StopGradient());

    private static boolean installed;

    private OpPatches() {}

    /**
     * Puts the patches in place, once.
     *
     * @throws IllegalStateException if SameDiff read its table of ops before
     */
    public static synchronized void install() {
        if (installed) return;
        PATCHES.forEach(patch -> ImportClassMapping.getOpNameMapping().put(patch.opName(), patch));
        for (DifferentialFunction patch : PATCHES) {
            Class<?> found = DifferentialFunctionClassHolder.getInstance()
                    .customOpClassForHashAndName(hash(patch), patch.opName());
            if (found != patch.getClass()) {
                throw new IllegalStateException("SameDiff was used before the gradient of " + patch.opName()
                        + " was mended; build graphs with Step and Call only");
            }
        }
        installed = true;
    }

    private static long hash(DifferentialFunction op) {
        return ((org.nd4j.linalg.api.ops.CustomOp) op).opHash();
    }

    /** Rows of a table by ids; stock: an exception, or silently wrong for repeated ids. Axis 0 only. */
    public static final class PatchedGather extends Gather {
        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            if (!iArguments.isEmpty() && iArguments.get(0) != 0) {
                throw new UnsupportedOperationException("gather is differentiable along axis 0 only");
            }
            SDVariable zeros = sameDiff.zerosLike(arg(0));
            return List.of(new PatchedScatterAdd(sameDiff, zeros, arg(1), gradients.get(0)).outputVariable());
        }
    }

    /** Rows added to rows of another array by ids; stock has no gradient. */
    public static final class PatchedScatterAdd extends ScatterAdd {
        /** For the table of ops. */
        public PatchedScatterAdd() {}

        PatchedScatterAdd(SameDiff graph, SDVariable onto, SDVariable ids, SDVariable rows) {
            super(graph, onto, ids, rows);
            // Lock the rows: without it equal ids race when there is more than one thread.
            addBArgument(true);
        }

        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            SDVariable gradient = gradients.get(0);
            SDVariable none = sameDiff.zerosLike(arg(1).castTo(gradient.dataType()));
            return Arrays.asList(gradient, none, sameDiff.gather(gradient, arg(1), 0));
        }
    }

    /** Choice by condition; stock has no gradient. */
    public static final class PatchedWhere extends Where {
        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            SDVariable condition = arg(0);
            SDVariable gradient = gradients.get(0);
            SDVariable zero = sameDiff.zerosLike(gradient);
            SDVariable none = sameDiff.zerosLike(condition.castTo(gradient.dataType()));
            return Arrays.asList(
                    none, sameDiff.where(gradient, zero, condition), sameDiff.where(zero, gradient, condition));
        }
    }

    /** Cumulative sum; its gradient is the cumulative sum from the other end, which stock gets wrong. */
    public static final class PatchedCumSum extends CumSum {
        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            boolean exclusive = iArguments.get(0) != 0;
            boolean reverse = iArguments.get(1) != 0;
            int[] axes = iArguments.stream().skip(2).mapToInt(Long::intValue).toArray();
            return List.of(sameDiff.cumsum(gradients.get(0), exclusive, !reverse, axes));
        }
    }

    /** The larger of a and b; where they are equal the gradient is b's. Stock hands it to both: twice the right one. */
    public static final class PatchedMaximum extends Max {
        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            return shared(gradients.get(0), arg(0).sub(arg(1)));
        }
    }

    /** The smaller of a and b; where they are equal the gradient is b's. Stock hands it to both: twice the right one. */
    public static final class PatchedMinimum extends Min {
        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            return shared(gradients.get(0), arg(1).sub(arg(0)));
        }
    }

    /** The gradient of the first where {@code lead} is positive, else that of the second. */
    private static List<SDVariable> shared(SDVariable gradient, SDVariable lead) {
        SDVariable first = gradient.mul(lead.gt(0).castTo(gradient.dataType()));
        return List.of(first, gradient.sub(first));
    }

    /**
     * Matrix product of z = a·b; da = dz·bᵀ and db = aᵀ·dz. Stock's backward op treats a product that is a single
     * number apart, and there is silently wrong for a row times a transposed row and fails for 1 x 1.
     */
    public static final class PatchedMatmul extends Mmul {
        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            boolean transposeA = iArguments.get(0) != 0;
            boolean transposeB = iArguments.get(1) != 0;
            SDVariable a = arg(0);
            SDVariable b = arg(1);
            SDVariable g = gradients.get(0);
            return Arrays.asList(
                    transposeA ? product(b, g, transposeB, true) : product(g, b, false, !transposeB),
                    transposeB ? product(g, a, true, transposeA) : product(a, g, !transposeA, false));
        }

        private SDVariable product(SDVariable left, SDVariable right, boolean transposeLeft, boolean transposeRight) {
            return sameDiff.mmul(left, right, transposeLeft, transposeRight, false);
        }
    }

    /**
     * Nearest-neighbour upsampling; a pixel's gradient is the sum over its square. Stock hands the arguments over in an
     * order that its backward op does not expect, which takes channels last for channels first.
     */
    public static final class PatchedUpsampling extends Upsampling2d {
        @Override
        public List<SDVariable> doDiff(List<SDVariable> gradients) {
            long height = iArguments.get(0);
            long width = iArguments.get(1);
            Pooling2DConfig squares = Convolve.squares(height, width, iArguments.get(2) == 0);
            SDVariable mean = new AvgPooling2D(sameDiff, gradients.get(0), squares).outputVariable();
            return List.of(mean.mul((double) (height * width)));
        }
    }
}
