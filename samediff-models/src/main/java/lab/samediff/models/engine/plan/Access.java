package lab.samediff.models.engine.plan;

/**
 * How the entries of a view are met when one walks over a space in row-major order: groups of neighbouring axes that
 * walk as one, outermost first. The space is the shape of the view; stretched axes have stride 0.
 */
final class Access {
    private final int offset;
    private final int[] sizes;
    private final int[] strides;

    private Access(int offset, int[] sizes, int[] strides) {
        this.offset = offset;
        this.sizes = sizes;
        this.strides = strides;
    }

    static Access of(Value view) {
        int[] sizes = new int[view.rank()];
        int[] strides = new int[view.rank()];
        int groups = 0;
        for (int axis = 0; axis < view.rank(); axis++) {
            int size = view.size(axis);
            int stride = view.stride(axis);
            if (size == 1) continue;
            if (groups > 0 && strides[groups - 1] == stride * size) {
                sizes[groups - 1] *= size;
                strides[groups - 1] = stride;
            } else {
                sizes[groups] = size;
                strides[groups++] = stride;
            }
        }
        return new Access(
                view.offset, java.util.Arrays.copyOf(sizes, groups), java.util.Arrays.copyOf(strides, groups));
    }

    /** Side by side, in order. */
    boolean flat() {
        return sizes.length == 0 || (sizes.length == 1 && strides[0] == 1);
    }

    /** One entry for the whole space. */
    boolean single() {
        return sizes.length == 0 || (sizes.length == 1 && strides[0] == 0);
    }

    /** Entry r for the whole of row r, in rows of {@link #width}. */
    boolean byRow() {
        return sizes.length == 2 && strides[0] == 1 && strides[1] == 0;
    }

    /** The same row for each row, in rows of {@link #width}. */
    boolean byColumn() {
        return sizes.length == 2 && strides[0] == 0 && strides[1] == 1;
    }

    /** Rows of any divisor of this width are walked with one stride; 0 where any width will do. */
    int width() {
        return flat() || single() ? 0 : sizes[sizes.length - 1];
    }

    /** The stride inside of a row. */
    int step() {
        return sizes.length == 0 ? 0 : strides[sizes.length - 1];
    }

    int offset() {
        return offset;
    }

    /** Where rows [from, to) of {@code columns} entries begin in the root. */
    int[] rows(int from, int to, int columns) {
        int[] begins = new int[to - from];
        for (int r = from; r < to; r++) {
            int rest = Math.multiplyExact(r, columns);
            int at = offset;
            for (int g = sizes.length - 1; g >= 0; g--) {
                at += rest % sizes[g] * strides[g];
                rest /= sizes[g];
            }
            begins[r - from] = at;
        }
        return begins;
    }
}
