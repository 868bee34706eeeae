package lab.samediff.models.engine.kernels;

import static lab.samediff.models.engine.kernels.VectorMath.LANES;
import static lab.samediff.models.engine.kernels.VectorMath.fma;
import static lab.samediff.models.engine.kernels.VectorMath.load;
import static lab.samediff.models.engine.kernels.VectorMath.same;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on the Vector API. Element-wise loops have no tail: they run on into the padding. Compiled apart from the rest
 * of the module (see its pom) and loaded by name, since the API is a module that the JVM must be started with.
 */
final class VectorKernels extends Kernels {
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, VectorMath.SPECIES.vectorShape());
    private static final IntVector COUNT = IntVector.zero(INTS).addIndex(1);
    private static final int ONE = Float.floatToRawIntBits(1);
    private static final int ULP = Float.floatToRawIntBits(0x1p-24f);

    @Override
    public String describe() {
        return VectorMath.SPECIES.vectorBitSize() + "-bit vectors";
    }

    @Override
    public void unary(Unary op, float[] t, int a, int z, int n, float p, float q) {
        VectorUnary.run(op, t, a, z, n, p, q);
    }

    @Override
    public void binary(Binary op, float[] t, int a, int b, int z, int n) {
        VectorPairs.run(op, t, a, b, z, n);
    }

    @Override
    public void ternary(Ternary op, float[] t, int a, int b, int c, int z, int n) {
        VectorPairs.run(op, t, a, b, c, z, n);
    }

    @Override
    public void splat(float[] t, int a, int z, int rows, int columns) {
        if (columns == 1) {
            System.arraycopy(t, a, t, z, rows);
            return;
        }
        int all = rows * columns;
        int padded = (columns + LANES - 1) / LANES * LANES;
        int r = 0;
        // What a row writes too far, the next one overwrites.
        for (int i = 0; r < rows && i + padded <= all; r++, i += columns) {
            FloatVector v = same(t[a + r]);
            for (int c = 0; c < columns; c += LANES) v.intoArray(t, z + i + c);
        }
        for (; r < rows; r++) Arrays.fill(t, z + r * columns, z + (r + 1) * columns, t[a + r]);
    }

    @Override
    public void rowSum(float[] t, int a, int z, int rows, int columns) {
        VectorReductions.rowSum(t, a, z, rows, columns);
    }

    @Override
    public void rowMax(float[] t, int a, int z, int rows, int columns) {
        VectorReductions.rowMax(t, a, z, rows, columns);
    }

    @Override
    public void columnSum(float[] t, int a, int z, int rows, int columns) {
        VectorReductions.columnSum(t, a, z, rows, columns);
    }

    @Override
    public float sum(float[] t, int a, int n) {
        return VectorReductions.sum(t, a, n);
    }

    @Override
    public double sumOfSquares(float[] t, int a, int n) {
        return VectorReductions.sumOfSquares(t, a, n);
    }

    @Override
    void uniform(float[] t, int z, int n, int counter, int[] stream) {
        for (int i = 0; i < n; i += LANES) {
            IntVector x = COUNT.add(counter + i).lanewise(VectorOperators.XOR, stream[0]);
            x = shift(x, 17).mul(Scalars.MIX1).add(stream[1]);
            x = shift(x, 11).mul(Scalars.MIX2).lanewise(VectorOperators.XOR, stream[2]);
            x = shift(x, 15).mul(Scalars.MIX3);
            fraction(shift(x, 14)).intoArray(t, z + i);
        }
    }

    private static IntVector shift(IntVector x, int bits) {
        return x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, bits));
    }

    /** The upper 24 bits times 2⁻²⁴: 23 of them as the fraction of a number in [1, 2), and the last one. */
    private static FloatVector fraction(IntVector x) {
        FloatVector most = x.lanewise(VectorOperators.LSHR, 9)
                .lanewise(VectorOperators.OR, ONE)
                .reinterpretAsFloats()
                .sub(1);
        IntVector last = x.lanewise(VectorOperators.LSHL, 23).lanewise(VectorOperators.ASHR, 31);
        return most.add(last.and(ULP).reinterpretAsFloats());
    }

    @Override
    public void sgd(float[] t, int p, int g, int n, double rate) {
        FloatVector eta = same((float) -rate);
        for (int i = 0; i < n; i += LANES)
            fma(eta, load(t, g + i), load(t, p + i)).intoArray(t, p + i);
    }

    @Override
    public void momentum(float[] t, int p, int g, int m, int n, double rate, double beta) {
        FloatVector eta = same((float) -rate);
        FloatVector keep = same((float) beta);
        for (int i = 0; i < n; i += LANES) {
            FloatVector velocity = normal(fma(keep, load(t, m + i), load(t, g + i)));
            velocity.intoArray(t, m + i);
            fma(eta, velocity, load(t, p + i)).intoArray(t, p + i);
        }
    }

    @Override
    public void rmsProp(float[] t, int p, int g, int v, int n, double rate, double decay, double epsilon) {
        FloatVector eta = same((float) rate);
        FloatVector keep = same((float) decay);
        FloatVector take = same((float) (1 - decay));
        for (int i = 0; i < n; i += LANES) {
            FloatVector slope = load(t, g + i);
            FloatVector square =
                    normal(fma(keep, load(t, v + i), take.mul(slope).mul(slope)));
            square.intoArray(t, v + i);
            FloatVector step = eta.mul(slope).div(square.sqrt().add((float) epsilon));
            load(t, p + i).sub(step).intoArray(t, p + i);
        }
    }

    /** As {@link Scalars#normal}. */
    private static FloatVector normal(FloatVector x) {
        return x.blend(0, x.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
    }

    @Override
    public void adam(float[] t, int p, int g, int m, int v, int n, AdamStep step) {
        FloatVector scale = same(step.scale());
        for (int i = 0; i < n; i += LANES) {
            FloatVector slope = load(t, g + i);
            FloatVector mean = normal(fma(same(step.keep1()), load(t, m + i), slope.mul(step.take1())));
            FloatVector square = normal(fma(
                    same(step.keep2()), load(t, v + i), slope.mul(step.take2()).mul(slope)));
            mean.intoArray(t, m + i);
            square.intoArray(t, v + i);
            FloatVector moved = scale.mul(mean).div(square.sqrt().add(step.floor()));
            load(t, p + i).sub(moved).intoArray(t, p + i);
        }
    }
}
