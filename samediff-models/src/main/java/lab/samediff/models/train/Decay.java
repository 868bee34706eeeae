package lab.samediff.models.train;

/**
 * Decoupled weight decay: before each step p ← (1 - η·rate) p, outside of the method's own arithmetic. Loshchilov and
 * Hutter 2019, arXiv:1711.05101, algorithm 2.
 *
 * @param rate per unit of learning rate; 0 for none
 * @param matricesOnly whether arrays of rank 0 and 1 (biases, gains of norms) are left alone
 */
public record Decay(double rate, boolean matricesOnly) {
    /** No decay. */
    public static final Decay NONE = new Decay(0, true);

    public Decay {
        if (!(rate >= 0)) throw new IllegalArgumentException("rate must not be negative, got " + rate);
    }

    boolean appliesTo(int rank) {
        return rate > 0 && (rank >= 2 || !matricesOnly);
    }
}
