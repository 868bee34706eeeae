package lab.samediff.models.engine.kernels;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loops over stretches of one {@code float[]}, the tile memory t. Operands are offsets into it; z is where the result
 * goes. A result may take the place of an operand of an element-wise kernel ({@code z == a}); otherwise stretches must
 * not overlap. At least {@link #SPARE} floats must follow the last stretch.
 *
 * <p>Element-wise kernels, {@link #fill} and {@link #uniform} may write up to the next multiple of {@link #SPARE} behind
 * n; all others leave alone what is not theirs. Nothing is checked here: the caller lays the memory out.
 */
public abstract class Kernels {
    /** Stretches are padded to multiples of it, and as many floats end the tile memory. */
    public static final int SPARE = 16;

    private static final Logger log = LoggerFactory.getLogger(Kernels.class);
    private static final String FLAG = "--add-modules jdk.incubator.vector";

    Kernels() {}

    /** {@code n}, or the next multiple of {@link #SPARE} above it. */
    public static int padded(int n) {
        return (n + SPARE - 1) / SPARE * SPARE;
    }

    /** The fastest kernels of this JVM: vectors where it was started with the module jdk.incubator.vector, else loops. */
    public static Kernels best() {
        return Best.KERNELS;
    }

    /** What they run on, for people. */
    public abstract String describe();

    /** z[i] = op(a[i]) with the op's parameters p and q. */
    public abstract void unary(Unary op, float[] t, int a, int z, int n, float p, float q);

    /** z[i] = op(a[i], b[i]). */
    public abstract void binary(Binary op, float[] t, int a, int b, int z, int n);

    /** z[i] = op(a[i], b[i], c[i]). */
    public abstract void ternary(Ternary op, float[] t, int a, int b, int c, int z, int n);

    /** z[i] = value. */
    public final void fill(float[] t, int z, int n, float value) {
        Arrays.fill(t, z, z + n, value);
    }

    /** z[r, c] = a[r]: each row holds one number. */
    public abstract void splat(float[] t, int a, int z, int rows, int columns);

    /** z[r, c] = a[c]: each row is the same; a may be z. */
    public final void tile(float[] t, int a, int z, int rows, int columns) {
        if (rows == 0) return;
        System.arraycopy(t, a, t, z, columns);
        repeat(t, z, rows, columns);
    }

    /** z[r] = Σ over c of a[r, c]. */
    public abstract void rowSum(float[] t, int a, int z, int rows, int columns);

    /** z[r] = max over c of a[r, c]; NaN where the row has one. */
    public abstract void rowMax(float[] t, int a, int z, int rows, int columns);

    /** z[c] = Σ over r of a[r, c]. */
    public abstract void columnSum(float[] t, int a, int z, int rows, int columns);

    /** Σ a[i]. */
    public abstract float sum(float[] t, int a, int n);

    /** Σ a[i]². */
    public abstract double sumOfSquares(float[] t, int a, int n);

    /**
     * z[i] uniform in [0, 1), a multiple of 2⁻²⁴, that depends on {@code key} and {@code first + i} only: a counter-based
     * generator, whose numbers are the same however they are cut into tiles and on every implementation.
     *
     * @param key names the stream; any two keys give unrelated numbers
     * @param first the counter of z[0]
     */
    public final void uniform(float[] t, int z, int n, long key, long first) {
        // The counter's upper half is in the stream's words, so that lanes of 32 bits suffice.
        int whole = (int) Math.min(n, (1L << 32) - (first & 0xffffffffL));
        uniform(t, z, whole, (int) first, Scalars.stream(key, (int) (first >>> 32)));
        if (whole < n) uniform(t, z + whole, n - whole, key, first + whole);
    }

    abstract void uniform(float[] t, int z, int n, int counter, int[] stream);

    /** A step of gradient descent: p ← p - ηg. */
    public abstract void sgd(float[] t, int p, int g, int n, double rate);

    /** A step of heavy-ball momentum: m ← βm + g, p ← p - ηm. Memories that become subnormal become 0, here and below. */
    public abstract void momentum(float[] t, int p, int g, int m, int n, double rate, double beta);

    /** A step of RMSProp: v ← ρv + (1-ρ)g², p ← p - ηg / (√v + ε). */
    public abstract void rmsProp(float[] t, int p, int g, int v, int n, double rate, double decay, double epsilon);

    /** A step of Adam on parameters p with gradients g and memories m and v. */
    public abstract void adam(float[] t, int p, int g, int m, int v, int n, AdamStep step);

    /** Copies row 0 into all others, twice as many each time. */
    private static void repeat(float[] t, int z, int rows, int columns) {
        int all = rows * columns;
        for (int done = columns; done < all && done > 0; done *= 2)
            System.arraycopy(t, z, t, z + done, Math.min(done, all - done));
    }

    /** Chosen on first use. */
    private static final class Best {
        static final Kernels KERNELS = choose();

        private static Kernels choose() {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
                log.warn("Kernels run as plain loops, several times slower: start Java with {}", FLAG);
                return new PlainKernels();
            }
            try {
                // By name: it is compiled apart, with a module that need not be there.
                return Class.forName(Kernels.class.getPackageName() + ".VectorKernels")
                        .asSubclass(Kernels.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the vector kernels are missing from this build", e);
            }
        }
    }
}
