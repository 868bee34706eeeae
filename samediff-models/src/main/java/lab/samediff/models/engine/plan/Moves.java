package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Kernels;

/** Instructions that move rows about, through the tile memory of their thread. */
final class Moves {
    private static final int CHUNK = 4096;

    private Moves() {}

    /** Rows of {@code width} from {@code begins} to {@code ends}, relative to the places. */
    static Instruction rows(Tile tile, Place from, int[] begins, Place to, int[] ends, int width) {
        tile.reserve(width);
        FloatBuffer source = from.floats();
        FloatBuffer target = to.floats();
        return () -> {
            for (int r = 0; r < begins.length; r++) {
                source.get(from.base() + begins[r], tile.t, 0, width);
                target.put(to.base() + ends[r], tile.t, 0, width);
            }
        };
    }

    /** One number over a stretch of each row. */
    static Instruction fill(Tile tile, Place from, int at, Place to, int[] ends, int width) {
        tile.reserve(width);
        return () -> {
            java.util.Arrays.fill(tile.t, 0, width, from.floats().get(from.base() + at));
            for (int end : ends) to.floats().put(to.base() + end, tile.t, 0, width);
        };
    }

    /** Rows of a table by ids [ids.begin(), ids.end()). */
    static Instruction gather(Tile tile, Place table, int rows, Place ids, Range range, Place to, int width) {
        tile.reserve(width);
        return () -> {
            for (int i = range.begin(); i < range.end(); i++) {
                int row = row(ids.floats().get(ids.base() + i), rows);
                table.floats().get(table.base() + row * width, tile.t, 0, width);
                to.floats().put(to.base() + i * width, tile.t, 0, width);
            }
        };
    }

    /** Adds row i of x to the row of {@code to} that id i says, after zeroing all {@code rows} of it. */
    static Instruction scatterAdd(Tile tile, Place ids, Range range, Place x, Place to, int rows, int width) {
        int padded = Kernels.padded(width);
        Range all = new Range(0, rows * width);
        tile.reserve(2 * padded + Kernels.SPARE);
        return () -> {
            to.clear(all);
            for (int i = range.begin(); i < range.end(); i++) {
                int at = to.base() + row(ids.floats().get(ids.base() + i), rows) * width;
                x.floats().get(x.base() + i * width, tile.t, 0, width);
                to.floats().get(at, tile.t, padded, width);
                tile.kernels.binary(Binary.ADD, tile.t, 0, padded, padded, width);
                to.floats().put(at, tile.t, padded, width);
            }
        };
    }

    private static int row(float id, int rows) {
        int row = (int) id;
        if (row != id || row < 0 || row >= rows)
            throw new IllegalArgumentException("id " + id + " of " + rows + " rows");
        return row;
    }

    /** g where x first equals its row's maximum, 0 elsewhere. */
    static Instruction maxGradient(Place x, Place max, Place gradient, Place to, Range rows, int width) {
        return () -> {
            for (int r = rows.begin(); r < rows.end(); r++) {
                float peak = max.floats().get(max.base() + r);
                boolean given = false;
                for (int c = 0; c < width; c++) {
                    int i = r * width + c;
                    boolean first = !given && x.floats().get(x.base() + i) == peak;
                    to.floats().put(to.base() + i, first ? gradient.floats().get(gradient.base() + r) : 0);
                    given |= first;
                }
            }
        };
    }

    static Instruction cumSum(Place x, Place to, Range rows, int width, Op.CumSum op) {
        return () -> {
            for (int r = rows.begin(); r < rows.end(); r++) {
                double sum = 0;
                for (int k = 0; k < width; k++) {
                    int i = r * width + (op.reverse() ? width - 1 - k : k);
                    float next = x.floats().get(x.base() + i);
                    to.floats().put(to.base() + i, (float) (op.exclusive() ? sum : sum + next));
                    sum += next;
                }
            }
        };
    }

    /** The sum of the arrays of all threads. */
    static Instruction sum(Tile tile, Place[] parts, Place to, int size) {
        tile.reserve(2 * CHUNK + Kernels.SPARE);
        return () -> {
            for (int i = 0; i < size; i += CHUNK) {
                int n = Math.min(CHUNK, size - i);
                parts[0].floats().get(parts[0].base() + i, tile.t, 0, n);
                for (int p = 1; p < parts.length; p++) {
                    parts[p].floats().get(parts[p].base() + i, tile.t, CHUNK, n);
                    tile.kernels.binary(Binary.ADD, tile.t, 0, CHUNK, 0, n);
                }
                to.floats().put(to.base() + i, tile.t, 0, n);
            }
        };
    }

    /** Entries of {@code range}, which lie at the same index in both. */
    static Instruction copy(Tile tile, Place from, Place to, Range range) {
        tile.reserve(CHUNK);
        return () -> {
            for (int i = range.begin(); i < range.end(); i += CHUNK) {
                int n = Math.min(CHUNK, range.end() - i);
                from.floats().get(from.base() + i, tile.t, 0, n);
                to.floats().put(to.base() + i, tile.t, 0, n);
            }
        };
    }
}
