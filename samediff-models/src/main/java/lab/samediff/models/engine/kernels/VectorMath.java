package lab.samediff.models.engine.kernels;

import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of vectors. Most elementary ones are the JDK's: on Linux and Windows x86_64 it brings Intel's vector library
 * (half a unit in the last place, right at the edges, twice as fast as an own polynomial); elsewhere it goes lane by lane.
 */
final class VectorMath {
    /** At most {@link Kernels#SPARE} lanes. */
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > Kernels.SPARE
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    static final int LANES = SPECIES.length();

    /** 0, 1, 2, ... */
    private static final FloatVector LANE = FloatVector.zero(SPECIES).addIndex(1);

    // A minimax fit of tanh(x)/x as P(x²)/Q(x²) on [0, 9], with P and Q 1 at 0.
    private static final float TANH_P1 = 0.13379674f;
    private static final float TANH_P2 = 0.0034939807f;
    private static final float TANH_P3 = 2.058258e-5f;
    private static final float TANH_P4 = 1.3317821e-8f;
    private static final float TANH_Q1 = 0.4671299f;
    private static final float TANH_Q2 = 0.02587087f;
    private static final float TANH_Q3 = 3.283004e-4f;
    private static final float TANH_Q4 = 7.7615067e-7f;

    // A minimax fit of (eʳ - 1 - r) / r² on |r| <= ln(2) / 2.
    private static final float E2 = 0.49999994f;
    private static final float E3 = 0.1666652f;
    private static final float E4 = 0.041668393f;
    private static final float E5 = 0.008368781f;
    private static final float E6 = 0.0013814467f;

    static {
        // The compiler inlines a helper only if the classes in its signature were looked up before; nothing else does
        // it.
        Objects.requireNonNull(VectorMask.class);
    }

    private VectorMath() {}

    static FloatVector load(float[] t, int at) {
        return FloatVector.fromArray(SPECIES, t, at);
    }

    /** The first {@code count} lanes. */
    static VectorMask<Float> first(int count) {
        return LANE.compare(VectorOperators.LT, count);
    }

    static FloatVector same(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    static VectorMask<Float> positive(FloatVector x) {
        return x.compare(VectorOperators.GT, 0);
    }

    /** a · b + c. */
    static FloatVector fma(FloatVector a, FloatVector b, FloatVector c) {
        return a.lanewise(VectorOperators.FMA, b, c);
    }

    /** a · b + c. */
    static FloatVector fma(FloatVector a, FloatVector b, float c) {
        return a.lanewise(VectorOperators.FMA, b, same(c));
    }

    static FloatVector exp(FloatVector x) {
        return x.lanewise(VectorOperators.EXP);
    }

    static FloatVector sigmoid(FloatVector x) {
        return same(1).div(exp(x.neg()).add(1));
    }

    static FloatVector expm1(FloatVector x) {
        return x.lanewise(VectorOperators.EXPM1);
    }

    /** -1, 0 or 1; what is neither above nor below 0 stays: zeros with their sign, and NaN. */
    static FloatVector sign(FloatVector x) {
        return x.blend(1, positive(x)).blend(-1, x.compare(VectorOperators.LT, 0));
    }

    /** Within 4e-7 of tanh relatively, and never beyond 1: faster than the library's, with 256 bits five times. */
    static FloatVector tanh(FloatVector x) {
        FloatVector u = x.mul(x);
        FloatVector p = fma(fma(fma(same(TANH_P4), u, TANH_P3), u, TANH_P2), u, TANH_P1);
        FloatVector q = fma(fma(fma(same(TANH_Q4), u, TANH_Q3), u, TANH_Q2), u, TANH_Q1);
        FloatVector y = x.mul(fma(p, u, 1)).div(fma(q, u, 1));
        VectorMask<Float> end =
                x.abs().compare(VectorOperators.GT, 9).or(y.abs().compare(VectorOperators.GT, 1));
        return y.blend(signed(same(1), x), end);
    }

    /** The size of a positive vector with the signs of another. */
    private static FloatVector signed(FloatVector size, FloatVector sign) {
        IntVector bits = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
        return size.reinterpretAsInts().or(bits).reinterpretAsFloats();
    }

    /** As {@link Scalars#erf}. */
    static FloatVector erf(FloatVector x) {
        FloatVector y = x.abs();
        FloatVector u = x.mul(x);
        FloatVector p = fma(same(Scalars.P5), u, Scalars.P4);
        p = fma(fma(fma(fma(p, u, Scalars.P3), u, Scalars.P2), u, Scalars.P1), u, Scalars.P0);
        FloatVector small = fma(x, p, x);

        FloatVector q = fma(same(Scalars.Q5), y, Scalars.Q4);
        q = fma(fma(fma(fma(q, y, Scalars.Q3), y, Scalars.Q2), y, Scalars.Q1), y, Scalars.Q0);
        FloatVector large = same(1).sub(shortExp(q)).blend(1, y.compare(VectorOperators.GT, Scalars.ERF_END));
        return signed(large, x).blend(small, y.compare(VectorOperators.LT, Scalars.ERF_CUT));
    }

    /**
     * eˣ for x in [-80, 0]: 2ⁿeʳ with the nearest integer n to x / ln 2. In line, since a call of the library's would
     * cost all registers.
     */
    private static FloatVector shortExp(FloatVector x) {
        // Adding 1.5 · 2²³ rounds to an integer, which the lowest bits of the sum then hold.
        FloatVector sum = fma(x, same(1.442695f), 0x1.8p23f);
        FloatVector r = fma(sum.sub(0x1.8p23f), same(-0.6931472f), x);
        FloatVector p = fma(fma(fma(fma(same(E6), r, E5), r, E4), r, E3), r, E2);
        IntVector bits = fma(fma(p, r, 1), r, 1).reinterpretAsInts();
        return bits.add(sum.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }
}
