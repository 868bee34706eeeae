package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;

/** Steps that bring entries of arrays into registers. */
final class Loads {
    private Loads() {}

    /** Entries side by side; {@code width} of them for each row. */
    static TileStep flat(Place place, int offset, int width, int z) {
        FloatBuffer from = place.floats();
        int base = place.base() + offset;
        return tile -> from.get(base + tile.first * width, tile.t, z, tile.rows * width);
    }

    /** One number everywhere, read once. */
    static TileStep single(Place place, int offset, int entries, int z) {
        FloatBuffer from = place.floats();
        int at = place.base() + offset;
        return new TileStep() {
            @Override
            public void begin(Tile tile) {
                tile.kernels.fill(tile.t, z, entries, from.get(at));
            }

            @Override
            public void run(Tile tile) {}
        };
    }

    /** The same row everywhere, read once. */
    static TileStep byColumn(Place place, int offset, int rows, int columns, int z) {
        FloatBuffer from = place.floats();
        int at = place.base() + offset;
        return new TileStep() {
            @Override
            public void begin(Tile tile) {
                from.get(at, tile.t, z, columns);
                tile.kernels.tile(tile.t, z, z, rows, columns);
            }

            @Override
            public void run(Tile tile) {}
        };
    }

    /**
     * Rows that lie anywhere: {@code begins[r - first]} is where row r begins. Rows that follow each other go at once, and
     * so do those that are the same.
     */
    static TileStep rows(Place place, int first, int[] begins, int columns, int z) {
        FloatBuffer from = place.floats();
        int base = place.base();
        return tile -> {
            int at = tile.first - first;
            int end = at + tile.rows;
            int to = z;
            while (at < end) {
                int run = run(begins, at, end, 0);
                if (run > 1) {
                    from.get(base + begins[at], tile.t, to, columns);
                    tile.kernels.tile(tile.t, to, to, run, columns);
                } else {
                    run = run(begins, at, end, columns);
                    from.get(base + begins[at], tile.t, to, run * columns);
                }
                at += run;
                to += run * columns;
            }
        };
    }

    /** How many rows from {@code at} on begin {@code step} entries after the one before. */
    private static int run(int[] begins, int at, int end, int step) {
        int run = 1;
        while (at + run < end && begins[at + run] == begins[at] + run * step) run++;
        return run;
    }

    /** Rows that lie anywhere and walk with a stride, 0 for one number for each row. */
    static TileStep strided(Place place, int first, int[] begins, int columns, int step, int z) {
        FloatBuffer from = place.floats();
        int base = place.base();
        return tile -> {
            int to = z;
            for (int r = tile.first - first; r < tile.first - first + tile.rows; r++) {
                int at = base + begins[r];
                if (step == 0) java.util.Arrays.fill(tile.t, to, to + columns, from.get(at));
                else for (int c = 0; c < columns; c++) tile.t[to + c] = from.get(at + c * step);
                to += columns;
            }
        };
    }

    /** Entries that lie anywhere: {@code begins[i - first]} is where entry i is. */
    static TileStep entries(Place place, int first, int[] begins, int z) {
        FloatBuffer from = place.floats();
        int base = place.base();
        return tile -> {
            int at = tile.first * tile.columns - first;
            for (int i = 0; i < tile.entries(); i++) tile.t[z + i] = from.get(base + begins[at + i]);
        };
    }
}
