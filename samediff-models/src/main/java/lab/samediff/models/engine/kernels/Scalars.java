package lab.samediff.models.engine.kernels;

/** The numbers and functions that the plain and the vector kernels share. */
final class Scalars {
    /** λ of the self-normalising unit. */
    static final float SELU_SCALE = 1.050701f;

    /** λα of the self-normalising unit. */
    static final float SELU_SCALE_ALPHA = 1.7580993f;

    /** Below it in magnitude erf(x) = x + x·P(x²), above it 1 - exp(Q(|x|)). */
    static final float ERF_CUT = 0.92f;

    /** From here on erf rounds to 1. */
    static final float ERF_END = 3.92f;

    // Minimax fits of erf(x)/x - 1 in x² on [0, 0.92²] and of ln(1 - erf(x)) in x on [0.92, 3.92], weighted for the
    // relative and the absolute error of erf.
    static final float P0 = 0.12837915f;
    static final float P1 = -0.37612498f;
    static final float P2 = 0.112818465f;
    static final float P3 = -0.026767725f;
    static final float P4 = 0.0049948366f;
    static final float P5 = -0.0005999432f;
    static final float Q0 = -0.0020208969f;
    static final float Q1 = -1.1196803f;
    static final float Q2 = -0.65146613f;
    static final float Q3 = -0.09062651f;
    static final float Q4 = 0.015419349f;
    static final float Q5 = -0.0012309804f;

    // Odd multipliers of a 32-bit mixing function with near ideal avalanche.
    static final int MIX1 = 0xed5ad4bb;
    static final int MIX2 = 0xac4c1b51;
    static final int MIX3 = 0x31848bab;

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Scalars() {}

    static float erf(float x) {
        float y = Math.abs(x);
        if (y < ERF_CUT) {
            float u = x * x;
            float p = P0 + u * (P1 + u * (P2 + u * (P3 + u * (P4 + u * P5))));
            return x + x * p;
        }
        float u = Math.min(y, ERF_END);
        float q = Q0 + u * (Q1 + u * (Q2 + u * (Q3 + u * (Q4 + u * Q5))));
        return Math.copySign((float) (1 - Math.exp(q)), x);
    }

    /** What {@link Kernels#uniform} draws at the 32-bit counter, for the three words of its stream. */
    static float uniform(int counter, int[] stream) {
        int x = counter ^ stream[0];
        x = (x ^ x >>> 17) * MIX1 + stream[1];
        x = (x ^ x >>> 11) * MIX2 ^ stream[2];
        x = (x ^ x >>> 15) * MIX3;
        return ((x ^ x >>> 14) >>> 8) * 0x1p-24f;
    }

    /** The three words of the stream of {@code key}, in the block of 2³² counters that {@code high} numbers. */
    static int[] stream(long key, int high) {
        long first = mix(mix(key + GOLDEN) + high * GOLDEN);
        return new int[] {(int) first, (int) (first >>> 32), (int) mix(first + GOLDEN)};
    }

    // The finaliser of SplitMix64; Steele, Lea and Flood 2014, OOPSLA.
    private static long mix(long seed) {
        long z = (seed ^ seed >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /**
     * x, but 0 where it is smaller than the smallest normal number. What an optimiser remembers of a gradient that became
     * 0 shrinks to such numbers and stays there; the processor is a hundred times slower with them, and they move nothing.
     */
    static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}
