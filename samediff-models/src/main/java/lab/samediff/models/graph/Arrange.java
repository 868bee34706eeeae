package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.random.custom.DistributionUniform;

/**
 * Shapes, indices and choices on graph variables: the other half of {@link Ops}, under the same promises. -1 is a size
 * that is known only when the graph runs.
 */
public final class Arrange {
    private static final Set<String> REARRANGING =
            Set.of("reshape", "permute", "expand_dims", "squeeze", "concat", "slice", "split");

    private Arrange() {}

    /** The same entries in row-major order under another shape; at most one size may be -1. */
    public static SDVariable reshape(SDVariable x, long... shape) {
        long[] out = Shapes.reshape(Ops.shape(x), shape);
        if (out == null) throw Ops.misfit("reshape", "cannot become " + Arrays.toString(shape), x);
        return Ops.made("reshape", x.getSameDiff().reshape(x, shape), out);
    }

    /** Reshapes to {@code shape}, in which at most the first size is unknown and known to fit. */
    static SDVariable restore(SDVariable x, long[] shape) {
        for (int i = 1; i < shape.length; i++) {
            if (shape[i] == -1) throw Ops.misfit("reshape", "only the first size may be unknown", x);
        }
        return Ops.made("reshape", x.getSameDiff().reshape(x, shape), shape);
    }

    /** Axis i of the result is axis {@code axes[i]} of x; all axes are named. */
    public static SDVariable permute(SDVariable x, int... axes) {
        long[] from = Ops.shape(x);
        int[] sorted = Ops.axes("permute", x, axes);
        if (sorted.length != from.length)
            throw Ops.misfit("permute", "wants every axis, got " + Arrays.toString(axes), x);
        // Stock's gradient of a permutation of no axes is a NullPointerException.
        if (from.length == 0) return x;
        long[] out = new long[from.length];
        int[] at = new int[from.length];
        for (int i = 0; i < out.length; i++) {
            at[i] = axes[i] < 0 ? axes[i] + from.length : axes[i];
            out[i] = from[at[i]];
        }
        return Ops.made("permute", x.getSameDiff().permute(x, at), out);
    }

    /** Inserts an axis of size 1 before {@code axis} of x ({@code rank} appends it); not where x is [-1, -1]. */
    public static SDVariable expandDims(SDVariable x, int axis) {
        long[] from = Ops.shape(x);
        int at = axis < 0 ? axis + from.length + 1 : axis;
        if (at < 0 || at > from.length) throw Ops.misfit("expand_dims", "no such axis " + axis, x);
        long[] out = new long[from.length + 1];
        System.arraycopy(from, 0, out, 0, at);
        out[at] = 1;
        System.arraycopy(from, at, out, at + 1, from.length - at);
        // The op itself leaves [1, 1] as it is; that is also what a batch of one can be.
        boolean single = from.length == 2 && Arrays.stream(from).allMatch(size -> size == 1 || size == -1);
        if (single) return reshape(x, out);
        return Ops.made("expand_dims", x.getSameDiff().expandDims(x, at), out);
    }

    /** Takes away {@code axis}, whose size must be 1. */
    public static SDVariable squeeze(SDVariable x, int axis) {
        int at = Ops.axes("squeeze", x, axis)[0];
        if (Ops.shape(x)[at] != 1) throw Ops.misfit("squeeze", "axis " + axis + " is not of size 1", x);
        return Ops.made("squeeze", x.getSameDiff().squeeze(x, at), Shapes.reduce(Ops.shape(x), false, at));
    }

    /** Joins arrays along {@code axis}; the other sizes agree. */
    public static SDVariable concat(int axis, SDVariable... parts) {
        long[] out = Ops.shape(parts[0]);
        int at = Ops.axes("concat", parts[0], axis)[0];
        for (int p = 1; p < parts.length; p++) {
            long[] next = Ops.shape(parts[p]);
            if (next.length != out.length) throw Ops.misfit("concat", "the ranks differ", parts);
            for (int i = 0; i < out.length; i++) {
                if (i == at) out[i] = out[i] == -1 || next[i] == -1 ? -1 : out[i] + next[i];
                else if (!Shapes.agree(out[i], next[i])) throw Ops.misfit("concat", "size " + i + " differs", parts);
                else out[i] = Math.max(out[i], next[i]);
            }
        }
        return Ops.made("concat", parts[0].getSameDiff().concat(at, parts), out);
    }

    /** {@code size} entries along {@code axis} from {@code begin} on, whose end must be inside x. */
    public static SDVariable slice(SDVariable x, int axis, long begin, long size) {
        long[] out = Ops.shape(x);
        int at = Ops.axes("slice", x, axis)[0];
        if (begin < 0 || size < 1 || out[at] == -1 || begin + size > out[at]) {
            throw Ops.misfit("slice", "cannot take " + size + " from " + begin + " along axis " + axis, x);
        }
        int[] begins = new int[out.length];
        int[] sizes = new int[out.length];
        Arrays.fill(sizes, -1);
        begins[at] = Math.toIntExact(begin);
        sizes[at] = Math.toIntExact(size);
        out[at] = size;
        return Ops.made("slice", x.getSameDiff().slice(x, begins, sizes), out);
    }

    /**
     * x cut along {@code axis}, whose size is known, into {@code parts} of equal size. One op with one gradient, where
     * as many slices would each hand back a gradient of the size of x.
     */
    public static List<SDVariable> split(SDVariable x, int axis, int parts) {
        long[] out = Ops.shape(x);
        int at = Ops.axes("split", x, axis)[0];
        if (parts < 1 || out[at] == -1 || out[at] % parts != 0) {
            throw Ops.misfit("split", "cannot be cut into " + parts + " equal parts along axis " + axis, x);
        }
        out[at] /= parts;
        return Arrays.stream(x.getSameDiff().split(x, parts, at))
                .map(part -> Ops.made("split", part, out))
                .toList();
    }

    /** Zeros shaped like x; no gradient flows through. */
    public static SDVariable zerosLike(SDVariable x) {
        return Ops.made("zeros_like", x.getSameDiff().zerosLike(x), Ops.shape(x));
    }

    /** Numbers uniform on [0, 1) shaped like x, drawn anew each time from ND4J's seeded generator. */
    public static SDVariable uniformLike(SDVariable x) {
        SameDiff graph = x.getSameDiff();
        SDVariable noise = new DistributionUniform(graph, graph.shape(x), 0, 1, x.dataType()).outputVariable();
        return Ops.made("uniform", noise, Ops.shape(x));
    }

    /**
     * Rows of {@code table} [n, ...] by {@code ids} [...] → [ids..., ...]. Ids come from {@link Scope#ids}, which
     * checks their range, as they are or rearranged: the op itself would read whatever lies there. Their limit may not
     * be above n; where n is known only when the graph runs, that is for the caller to see to.
     */
    public static SDVariable gather(SDVariable table, SDVariable ids) {
        long[] rows = Ops.shape(table);
        long[] wanted = Ops.shape(ids);
        requireIds("gather", ids, rows.length == 0 ? 0 : rows[0]);
        // libnd4j ends the process where a vector is read by ids of more than one axis.
        if (rows.length == 1 && wanted.length > 1) {
            return squeeze(gather(expandDims(table, 1), ids), wanted.length);
        }
        long[] out = Arrays.copyOf(wanted, wanted.length + rows.length - 1);
        System.arraycopy(rows, 1, out, wanted.length, rows.length - 1);
        return Ops.made("gather", table.getSameDiff().gather(table, ids, 0), out);
    }

    /**
     * {@code onto} with row i of {@code rows} added to its row {@code ids[i]}, the other way round of {@link #gather}: onto
     * [n, ...], ids [m], rows [m, ...] → [n, ...]. Ids that are equal add up; what is said there of ids holds here too.
     */
    public static SDVariable scatterAdd(SDVariable onto, SDVariable ids, SDVariable rows) {
        long[] out = Ops.shape(onto);
        long[] wanted = out.clone();
        if (wanted.length > 0) wanted[0] = Ops.shape(ids).length == 1 ? Ops.shape(ids)[0] : -2;
        if (wanted.length < 2 || !Shapes.agree(wanted, Ops.shape(rows))) {
            throw Ops.misfit("scatter_add", "wants [n, ...], ids [m] and rows [m, ...]", onto, ids, rows);
        }
        requireIds("scatter_add", ids, out[0]);
        SDVariable sums = new OpPatches.PatchedScatterAdd(onto.getSameDiff(), onto, ids, rows).outputVariable();
        return Ops.made("scatter_add", sums, out);
    }

    /** 1 at each id and 0 elsewhere: ids [...] → [..., depth], of the float type of {@code like}. */
    public static SDVariable oneHot(SDVariable ids, int depth, SDVariable like) {
        requireIds("one_hot", ids, depth);
        long[] from = Ops.shape(ids);
        long[] out = Arrays.copyOf(from, from.length + 1);
        out[from.length] = depth;
        return Ops.made("one_hot", ids.getSameDiff().oneHot(ids, depth, -1, 1, 0, like.dataType()), out);
    }

    /** a where {@code condition} > 0, else b; equal shapes. No gradient flows to the condition. */
    public static SDVariable where(SDVariable condition, SDVariable a, SDVariable b) {
        if (!Arrays.equals(Ops.shape(a), Ops.shape(b)) || !Arrays.equals(Ops.shape(a), Ops.shape(condition))) {
            throw Ops.misfit("where", "the shapes must be equal", condition, a, b);
        }
        return Ops.made("where", a.getSameDiff().where(a, b, condition.gt(0)), Ops.shape(a));
    }

    private static void requireIds(String op, SDVariable ids, long rows) {
        int limit = limit(op, ids);
        if (rows != -1 && limit > rows) {
            throw Ops.misfit(op, "has " + rows + " rows but the ids may be up to " + (limit - 1), ids);
        }
    }

    private static int limit(String op, SDVariable ids) {
        Integer limit = Trace.of(ids.getSameDiff()).idLimits.get(ids.name());
        if (limit != null) return limit;
        DifferentialFunction made = ids.getSameDiff().getVariableOutputOp(ids.name());
        if (made == null || !REARRANGING.contains(made.opName())) {
            throw Ops.misfit(op, "wants ids made by Scope.ids, at most rearranged", ids);
        }
        return Arrays.stream(made.args())
                .mapToInt(part -> limit(op, part))
                .max()
                .orElseThrow();
    }
}
