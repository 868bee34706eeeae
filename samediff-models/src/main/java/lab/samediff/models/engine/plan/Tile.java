package lab.samediff.models.engine.plan;

import lab.samediff.models.engine.kernels.Kernels;

/** Where a region is, and the memory of one thread that holds what is computed of a few rows. */
final class Tile {
    final Kernels kernels;
    /** Registers, one after the other. */
    float[] t = new float[0];
    /** First row of the tile, counted over the whole space. */
    int first;
    /** Rows of this tile. */
    int rows;
    /** Entries in a row. */
    int columns;
    /** What noise is made of; another one at each run. */
    long seed;

    Tile(Kernels kernels) {
        this.kernels = kernels;
    }

    int entries() {
        return rows * columns;
    }

    void reserve(int floats) {
        if (t.length < floats) t = new float[floats];
    }
}
