package lab.samediff.models.engine.plan;

import java.util.Arrays;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Unary;

/** Softmax and its gradient, from primitives. */
final class Softmax {
    private Softmax() {}

    static Value of(Builder b, Value x, int axis) {
        Value shifted = shifted(x, axis) ? x : b.binary(Binary.SUB, x, b.max(x, axis));
        Value powers = b.unary(Unary.EXP, shifted);
        return b.binary(Binary.MUL, powers, b.unary(Unary.RECIPROCAL, b.sum(powers, axis)));
    }

    /** dx = y ⊙ (g - Σ g ⊙ y). */
    static Value gradient(Builder b, Value x, Value g, int axis) {
        Value y = of(b, x, axis);
        Value along = b.sum(b.binary(Binary.MUL, g, y), axis);
        return b.binary(Binary.MUL, b.binary(Binary.SUB, g, along), y);
    }

    /** Whether the maximum along the axis was taken off already: x = z - max z. */
    private static boolean shifted(Value x, int axis) {
        Node difference = x.root.producer;
        if (difference == null || axis != x.rank() - 1 || !x.whole()) return false;
        if (!(difference.op instanceof Op.OfTwo two) || two.op() != Binary.SUB) return false;
        Node peak = difference.input(1).root.producer;
        return peak != null
                && peak.op instanceof Op.Max
                && peak.input(0).root == difference.input(0).root
                && Arrays.equals(difference.input(1).shape(), peak.output().shape())
                && peak.input(0).whole()
                && difference.input(0).whole()
                && peak.input(0).size(-1) == x.size(-1);
    }
}
