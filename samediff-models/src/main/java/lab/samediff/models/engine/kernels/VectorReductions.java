package lab.samediff.models.engine.kernels;

import static lab.samediff.models.engine.kernels.VectorMath.LANES;
import static lab.samediff.models.engine.kernels.VectorMath.SPECIES;
import static lab.samediff.models.engine.kernels.VectorMath.first;
import static lab.samediff.models.engine.kernels.VectorMath.load;
import static lab.samediff.models.engine.kernels.VectorMath.same;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Sums and maxima by vectors. They read up to a vector behind a stretch, but write only what is theirs. */
final class VectorReductions {
    /** Squares are added in floats this many at a time. */
    private static final int BLOCK = 1024;

    private static final float LOWEST = Float.NEGATIVE_INFINITY;

    /** Shorter rows than this are reduced side by side, a row in each lane. */
    private static final int LONG = 4 * LANES;

    /** Where rows of 0, 1, 2, ... columns start. */
    private static final int[][] ROW_STARTS = rowStarts();

    private VectorReductions() {}

    private static int[][] rowStarts() {
        int[][] starts = new int[LONG][LANES];
        for (int columns = 0; columns < LONG; columns++)
            for (int r = 0; r < LANES; r++) starts[columns][r] = r * columns;
        return starts;
    }

    static void rowSum(float[] t, int a, int z, int rows, int columns) {
        int r = columns < LONG ? shortRowSum(t, a, z, rows, columns) : 0;
        for (; r < rows; r++) t[z + r] = sum(t, a + r * columns, columns);
    }

    /** Returns how many rows it did: all but the last few. */
    private static int shortRowSum(float[] t, int a, int z, int rows, int columns) {
        int[] starts = ROW_STARTS[columns];
        int r = 0;
        for (; r + LANES <= rows; r += LANES) {
            FloatVector sum = same(0);
            int i = a + r * columns;
            for (int c = 0; c < columns; c++) sum = sum.add(FloatVector.fromArray(SPECIES, t, i + c, starts, 0));
            sum.intoArray(t, z + r);
        }
        return r;
    }

    static void rowMax(float[] t, int a, int z, int rows, int columns) {
        int r = columns < LONG ? shortRowMax(t, a, z, rows, columns) : 0;
        for (; r < rows; r++) t[z + r] = max(t, a + r * columns, columns);
    }

    private static int shortRowMax(float[] t, int a, int z, int rows, int columns) {
        int[] starts = ROW_STARTS[columns];
        int r = 0;
        for (; r + LANES <= rows; r += LANES) {
            FloatVector max = same(LOWEST);
            int i = a + r * columns;
            for (int c = 0; c < columns; c++) max = max.max(FloatVector.fromArray(SPECIES, t, i + c, starts, 0));
            max.intoArray(t, z + r);
        }
        return r;
    }

    private static float max(float[] t, int a, int n) {
        FloatVector max = same(LOWEST);
        int whole = n - n % LANES;
        for (int i = 0; i < whole; i += LANES) max = max.max(load(t, a + i));
        if (whole < n) max = max.max(same(LOWEST).blend(load(t, a + whole), first(n - whole)));
        return max.reduceLanes(VectorOperators.MAX);
    }

    static float sum(float[] t, int a, int n) {
        FloatVector s0 = same(0);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i + 4 * LANES <= n; i += 4 * LANES) {
            s0 = s0.add(load(t, a + i));
            s1 = s1.add(load(t, a + i + LANES));
            s2 = s2.add(load(t, a + i + 2 * LANES));
            s3 = s3.add(load(t, a + i + 3 * LANES));
        }
        for (; i + LANES <= n; i += LANES) s0 = s0.add(load(t, a + i));
        if (i < n) s1 = s1.add(same(0).blend(load(t, a + i), first(n - i)));
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }

    static double sumOfSquares(float[] t, int a, int n) {
        double sum = 0;
        for (int i = 0; i < n; i += BLOCK) {
            int count = Math.min(BLOCK, n - i);
            float quick = squares(t, a + i, count);
            // Where floats over- or underflow, once more in doubles.
            sum += quick > 1e-25f && quick < 1e35f ? quick : squaresInDouble(t, a + i, count);
        }
        return sum;
    }

    // No fma: sums that it carries from turn to turn become objects on the heap (JDK 17).
    private static float squares(float[] t, int a, int n) {
        FloatVector s0 = same(0);
        FloatVector s1 = s0;
        int i = 0;
        for (; i + 2 * LANES <= n; i += 2 * LANES) {
            FloatVector x0 = load(t, a + i);
            FloatVector x1 = load(t, a + i + LANES);
            s0 = s0.add(x0.mul(x0));
            s1 = s1.add(x1.mul(x1));
        }
        for (; i < n; i += LANES) {
            FloatVector x = same(0).blend(load(t, a + i), first(n - i));
            s0 = s0.add(x.mul(x));
        }
        return s0.add(s1).reduceLanes(VectorOperators.ADD);
    }

    private static double squaresInDouble(float[] t, int a, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += (double) t[a + i] * t[a + i];
        return sum;
    }

    static void columnSum(float[] t, int a, int z, int rows, int columns) {
        if (columns == 1) {
            t[z] = sum(t, a, rows);
            return;
        }
        int c = 0;
        for (; c + 4 * LANES <= columns; c += 4 * LANES) wideSum(t, a + c, z + c, rows, columns);
        for (; c < columns; c += LANES) store(sumDown(t, a + c, rows, columns), t, z + c, columns - c);
    }

    /** Four vectors side by side. */
    private static void wideSum(float[] t, int a, int z, int rows, int columns) {
        FloatVector s0 = same(0);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int r = 0, i = a; r < rows; r++, i += columns) {
            s0 = s0.add(load(t, i));
            s1 = s1.add(load(t, i + LANES));
            s2 = s2.add(load(t, i + 2 * LANES));
            s3 = s3.add(load(t, i + 3 * LANES));
        }
        s0.intoArray(t, z);
        s1.intoArray(t, z + LANES);
        s2.intoArray(t, z + 2 * LANES);
        s3.intoArray(t, z + 3 * LANES);
    }

    /** One vector, four rows at a time. */
    private static FloatVector sumDown(float[] t, int a, int rows, int columns) {
        FloatVector s0 = same(0);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int r = 0;
        int i = a;
        for (; r + 4 <= rows; r += 4, i += 4 * columns) {
            s0 = s0.add(load(t, i));
            s1 = s1.add(load(t, i + columns));
            s2 = s2.add(load(t, i + 2 * columns));
            s3 = s3.add(load(t, i + 3 * columns));
        }
        for (; r < rows; r++, i += columns) s0 = s0.add(load(t, i));
        return s0.add(s1).add(s2.add(s3));
    }

    /** Stores the first {@code count} lanes, or all. */
    private static void store(FloatVector v, float[] t, int z, int count) {
        if (count >= LANES) {
            v.intoArray(t, z);
        } else {
            VectorMask<Float> mine = first(count);
            load(t, z).blend(v, mine).intoArray(t, z);
        }
    }
}
