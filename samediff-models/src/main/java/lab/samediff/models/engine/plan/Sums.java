package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;
import lab.samediff.models.engine.kernels.Binary;

/** Steps that add up what other rows add to as well; the sum is there when the last tile is done. */
final class Sums {
    private Sums() {}

    /** Everything to one number, in float64 from tile to tile. */
    static TileStep all(Place place, boolean ofRows, int a) {
        return new TileStep() {
            private double sum;

            @Override
            public void begin(Tile tile) {
                sum = 0;
            }

            @Override
            public void run(Tile tile) {
                sum += tile.kernels.sum(tile.t, a, ofRows ? tile.rows : tile.entries());
            }

            @Override
            public void end(Tile tile) {
                place.floats().put(place.base(), (float) sum);
            }
        };
    }

    /** All rows to one: {@code total} and {@code partial} are registers of one row. */
    static TileStep columns(Place place, int columns, int a, int total, int partial) {
        return new TileStep() {
            @Override
            public void begin(Tile tile) {
                tile.kernels.fill(tile.t, total, columns, 0);
            }

            @Override
            public void run(Tile tile) {
                tile.kernels.columnSum(tile.t, a, partial, tile.rows, columns);
                tile.kernels.binary(Binary.ADD, tile.t, total, partial, total, columns);
            }

            @Override
            public void end(Tile tile) {
                place.floats().put(place.base(), tile.t, total, columns);
            }
        };
    }

    /** Row r to the row that begins at {@code begins[r - first]}; rows that go to the same place are added first. */
    static TileStep rows(
            Place place, Range cleared, int first, int[] begins, int columns, int a, int partial, int row) {
        FloatBuffer floats = place.floats();
        int base = place.base();
        return new TileStep() {
            @Override
            public void begin(Tile tile) {
                place.clear(cleared);
            }

            @Override
            public void run(Tile tile) {
                int at = tile.first - first;
                int end = at + tile.rows;
                int from = a;
                while (at < end) {
                    int begin = begins[at];
                    int run = 1;
                    while (at + run < end && begins[at + run] == begin) run++;
                    tile.kernels.columnSum(tile.t, from, partial, run, columns);
                    floats.get(base + begin, tile.t, row, columns);
                    tile.kernels.binary(Binary.ADD, tile.t, row, partial, row, columns);
                    floats.put(base + begin, tile.t, row, columns);
                    at += run;
                    from += run * columns;
                }
            }
        };
    }

    /** The sum of row r to the entry {@code begins[r - first]}. */
    static TileStep entries(Place place, Range cleared, int first, int[] begins, int columns, int a, int sums) {
        FloatBuffer floats = place.floats();
        int base = place.base();
        return new TileStep() {
            @Override
            public void begin(Tile tile) {
                place.clear(cleared);
            }

            @Override
            public void run(Tile tile) {
                tile.kernels.rowSum(tile.t, a, sums, tile.rows, columns);
                for (int r = 0; r < tile.rows; r++) {
                    int at = base + begins[tile.first - first + r];
                    floats.put(at, floats.get(at) + tile.t[sums + r]);
                }
            }
        };
    }
}
