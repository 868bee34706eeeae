package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Ternary;
import lab.samediff.models.engine.kernels.Unary;

/** Steps from registers to registers, and back to arrays. */
final class Entries {
    private Entries() {}

    static TileStep unary(Unary op, float p, float q, boolean ofRows, int a, int z) {
        return tile -> tile.kernels.unary(op, tile.t, a, z, ofRows ? tile.rows : tile.entries(), p, q);
    }

    static TileStep binary(Binary op, boolean ofRows, int a, int b, int z) {
        return tile -> tile.kernels.binary(op, tile.t, a, b, z, ofRows ? tile.rows : tile.entries());
    }

    static TileStep ternary(Ternary op, boolean ofRows, int a, int b, int c, int z) {
        return tile -> tile.kernels.ternary(op, tile.t, a, b, c, z, ofRows ? tile.rows : tile.entries());
    }

    static TileStep splat(int a, int z) {
        return tile -> tile.kernels.splat(tile.t, a, z, tile.rows, tile.columns);
    }

    static TileStep rowSum(int a, int z) {
        return tile -> tile.kernels.rowSum(tile.t, a, z, tile.rows, tile.columns);
    }

    static TileStep rowMax(int a, int z) {
        return tile -> tile.kernels.rowMax(tile.t, a, z, tile.rows, tile.columns);
    }

    static TileStep noise(long stream, int z) {
        return tile -> {
            long first = (long) tile.first * tile.columns;
            tile.kernels.uniform(tile.t, z, tile.entries(), tile.seed ^ stream, first);
        };
    }

    /** {@code width} entries of each row. */
    static TileStep store(Place place, int width, int a) {
        FloatBuffer to = place.floats();
        int base = place.base();
        return tile -> to.put(base + tile.first * width, tile.t, a, tile.rows * width);
    }
}
