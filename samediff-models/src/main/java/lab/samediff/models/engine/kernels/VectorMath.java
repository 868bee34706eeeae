package lab.samediff.models.engine.kernels;

import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of vectors, within about a unit in the last place. None of the JDK's elementary ones is used: what the
 * interpreter computes for them, lane by lane, differs in the last bit from the vector library that compiled code calls,
 * so a run would depend on when the JVM compiles what. Sums, products, quotients, roots and fma are exact to the bit in
 * both.
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

    // Adding 1.5 · 2²³ rounds to an integer, which the lowest bits of the sum then hold.
    private static final float TO_INTEGER = 0x1.8p23f;
    private static final int TO_INTEGER_BITS = Float.floatToRawIntBits(TO_INTEGER);
    private static final int ONE_BITS = Float.floatToRawIntBits(1);

    // ln 2 in two parts, and 1 / ln 2.
    private static final float LN2 = 0.6931472f;
    private static final float LN2_REST = -1.9046542e-9f;
    private static final float LOG2_E = 1.442695f;

    /** Where eˣ is surely below half of the smallest float, and where it is above the largest. */
    private static final float EXP_LOW = -104;

    private static final float EXP_HIGH = 89;

    /** From here down eˣ - 1 rounds to -1. */
    private static final float EXPM1_LOW = -60;

    // A minimax fit of (eʳ - 1 - r) / r² on |r| <= ln(2) / 2.
    private static final float E2 = 0.49999994f;
    private static final float E3 = 0.1666652f;
    private static final float E4 = 0.041668393f;
    private static final float E5 = 0.008368781f;
    private static final float E6 = 0.0013814467f;

    // A minimax fit of (ln(1 + f) - f + f²/2) / f³ on [√½ - 1, √2 - 1].
    private static final float L0 = 0.3333333f;
    private static final float L1 = -0.2500082f;
    private static final float L2 = 0.20001227f;
    private static final float L3 = -0.16623357f;
    private static final float L4 = 0.14201759f;
    private static final float L5 = -0.13160183f;
    private static final float L6 = 0.12761575f;
    private static final float L7 = -0.07634493f;

    /** √½, from which on mantissas are taken. */
    private static final int ROOT_HALF_BITS = Float.floatToRawIntBits(0.70710677f);

    // Minimax fits of (sin r / r - 1) / r² and (cos r - 1 + r²/2) / r⁴ in r² on |r| <= π/4.
    private static final float S0 = -0.16666667f;
    private static final float S1 = 0.008333329f;
    private static final float S2 = -1.9839256e-4f;
    private static final float S3 = 2.7175645e-6f;
    private static final float C0 = 0.041666646f;
    private static final float C1 = -0.0013887306f;
    private static final float C2 = 2.4431205e-5f;

    // π/2 in three parts, and 2/π.
    private static final float HALF_PI = 1.5707964f;
    private static final float HALF_PI_REST = -4.371139e-8f;
    private static final float HALF_PI_LAST = -1.7151246e-15f;
    private static final float TWO_OVER_PI = 0.63661975f;

    /** Up to here the parts of π/2 suffice. */
    static final float LARGEST_ANGLE = 0x1p17f;

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

    /** eˣ = 2ⁿeʳ with the nearest integer n to x / ln 2. */
    static FloatVector exp(FloatVector x) {
        FloatVector near = x.max(EXP_LOW).min(EXP_HIGH);
        FloatVector sum = fma(near, same(LOG2_E), TO_INTEGER);
        FloatVector r = remainder(near, sum);
        IntVector n = sum.reinterpretAsInts().sub(TO_INTEGER_BITS);
        // In two halves, since 2ⁿ alone may be no normal number.
        IntVector half = n.lanewise(VectorOperators.ASHR, 1);
        return fma(fma(exponential(r), r, 1), r, 1).mul(power(half)).mul(power(n.sub(half)));
    }

    /** x - n ln 2. */
    private static FloatVector remainder(FloatVector x, FloatVector sum) {
        FloatVector n = sum.sub(TO_INTEGER);
        return fma(n, same(-LN2_REST), fma(n, same(-LN2), x));
    }

    /** (eʳ - 1 - r) / r² for |r| <= ln(2) / 2. */
    private static FloatVector exponential(FloatVector r) {
        return fma(fma(fma(fma(same(E6), r, E5), r, E4), r, E3), r, E2);
    }

    /** 2ⁿ for n in -126..127. */
    private static FloatVector power(IntVector n) {
        return n.lanewise(VectorOperators.LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
    }

    static FloatVector sigmoid(FloatVector x) {
        return same(1).div(exp(x.neg()).add(1));
    }

    /** eˣ - 1 for x up to 88. */
    static FloatVector expm1(FloatVector x) {
        FloatVector near = x.max(EXPM1_LOW);
        FloatVector sum = fma(near, same(LOG2_E), TO_INTEGER);
        FloatVector r = remainder(near, sum);
        FloatVector power = power(sum.reinterpretAsInts().sub(TO_INTEGER_BITS));
        return fma(power, fma(exponential(r).mul(r), r, r), power.sub(1));
    }

    /** ln x = k ln 2 + ln(1 + f) with 1 + f in [√½, √2). */
    static FloatVector log(FloatVector x) {
        VectorMask<Float> small = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(0x1p23f), small).reinterpretAsInts();
        IntVector k = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
        FloatVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats()
                .sub(1);
        FloatVector exponent = k.add(TO_INTEGER_BITS).reinterpretAsFloats().sub(TO_INTEGER);
        exponent = exponent.blend(exponent.sub(23), small);
        FloatVector p = fma(fma(fma(same(L7), f, L6), f, L5), f, L4);
        p = fma(fma(fma(fma(p, f, L3), f, L2), f, L1), f, L0);
        FloatVector u = f.mul(f);
        FloatVector rest = fma(exponent, same(LN2_REST), u.mul(f).mul(p));
        FloatVector y = fma(exponent, same(LN2), fma(u, same(-0.5f), rest).add(f));
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
        return y.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                .blend(Float.NaN, x.compare(VectorOperators.LT, 0).or(x.compare(VectorOperators.NE, x)));
    }

    /** ln(1 + x), with what 1 + x lost in rounding. */
    static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(1);
        FloatVector y = log(u);
        FloatVector whole = y.add(x.sub(u.sub(1)).div(u));
        VectorMask<Float> inside =
                u.compare(VectorOperators.GT, 0).and(u.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
        return y.blend(whole, inside);
    }

    /** Whether sine and cosine of all lanes are computed here: not those of large numbers, infinities and NaN. */
    static boolean areAngles(FloatVector x) {
        return x.abs().compare(VectorOperators.LE, LARGEST_ANGLE).allTrue();
    }

    static FloatVector sin(FloatVector x) {
        return sine(x, 0);
    }

    static FloatVector cos(FloatVector x) {
        return sine(x, 1);
    }

    /** sin(x + quarters · π/2) by the nearest multiple of π/2, of {@link #areAngles angles}. */
    private static FloatVector sine(FloatVector x, int quarters) {
        FloatVector sum = fma(x, same(TWO_OVER_PI), TO_INTEGER);
        FloatVector n = sum.sub(TO_INTEGER);
        FloatVector r = fma(n, same(-HALF_PI_REST), fma(n, same(-HALF_PI), x));
        r = fma(n, same(-HALF_PI_LAST), r);
        FloatVector u = r.mul(r);
        FloatVector sine = fma(r.mul(u), fma(fma(fma(same(S3), u, S2), u, S1), u, S0), r);
        FloatVector cosine = fma(u.mul(u), fma(fma(same(C2), u, C1), u, C0), fma(u, same(-0.5f), 1));
        IntVector quarter = sum.reinterpretAsInts().add(quarters);
        // The lowest bit of the quarter as the sign of a one, the bit above as the sign of the result.
        FloatVector odd =
                quarter.lanewise(VectorOperators.LSHL, 31).or(ONE_BITS).reinterpretAsFloats();
        IntVector sign = quarter.lanewise(VectorOperators.LSHL, 30).and(Integer.MIN_VALUE);
        FloatVector size = sine.blend(cosine, odd.compare(VectorOperators.LT, 0));
        return size.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
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

    /** eˣ for x in [-80, 0], in fewer steps. */
    private static FloatVector shortExp(FloatVector x) {
        FloatVector sum = fma(x, same(LOG2_E), TO_INTEGER);
        FloatVector r = fma(sum.sub(TO_INTEGER), same(-LN2), x);
        IntVector bits = fma(fma(exponential(r), r, 1), r, 1).reinterpretAsInts();
        return bits.add(sum.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }
}
