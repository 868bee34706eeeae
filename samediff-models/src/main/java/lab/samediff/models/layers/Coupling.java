package lab.samediff.models.layers;

import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Affine coupling: the kept coordinates pass as they are and say how the others are scaled and shifted,
 * y = m⊙x + (1-m)⊙(x⊙exp(s(m⊙x)) + t(m⊙x)), where m is 1 for the kept ones. The Jacobian is triangular, so
 * ln |det| = Σ (1-m)⊙s, and the inverse needs the networks s and t only forwards. Dinh et al. 2017, arXiv:1605.08803,
 * eqs. 6 to 9.
 *
 * <p>s and t share their hidden layers: {@code trunk0}, {@code trunk1} with ReLU, then the heads {@code scale}, under
 * a tanh that keeps each factor between 1/e and e, and {@code shift}. (The coupling of two clouds of points is another
 * thing of the same name; it is in {@code dynamics}.)
 *
 * @param width number of coordinates, at least 2
 * @param hidden size of both hidden layers
 * @param keeps which coordinates pass as they are
 */
public record Coupling(int width, int hidden, Keeps keeps) {
    /** Which coordinates pass as they are, counted from 0. */
    public enum Keeps {
        /** 0, 2, 4, ... */
        EVEN,
        /** 1, 3, 5, ... */
        ODD
    }

    private record Affine(SDVariable scale, SDVariable shift) {}

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the width is below 2 or hidden below 1
     */
    public Coupling {
        Sizes.atLeast(2, "width", width);
        Sizes.atLeast(1, "hidden", hidden);
    }

    /** Shapes: x [batch, width] → y [batch, width], ln |det ∂y/∂x| [batch]. */
    public Transformed forward(Scope s, SDVariable x) {
        Affine map = networks(s, x);
        SDVariable y = Ops.add(Ops.mul(x, Ops.exp(map.scale())), map.shift());
        return new Transformed(y, Ops.sum(map.scale(), false, -1));
    }

    /** The x whose {@link #forward} is y; built at {@code again(...)} where the graph holds that too. Shapes as there. */
    public SDVariable inverse(Scope s, SDVariable y) {
        Affine map = networks(s, y);
        return Ops.mul(Ops.sub(y, map.shift()), Ops.exp(Ops.neg(map.scale())));
    }

    /** Scale and shift of each coordinate, 0 for the kept ones, by which alone they are determined. */
    private Affine networks(Scope s, SDVariable x) {
        s.expect("coupling", x, -1, width);
        SDVariable kept = s.constant(Nd4j.createFromArray(mask(true)));
        SDVariable moved = s.constant(Nd4j.createFromArray(mask(false)));
        SDVariable seen = Ops.mul(x, kept);
        SDVariable first = Ops.relu(Linear.linear(s.in("trunk0"), seen, width, hidden));
        SDVariable second = Ops.relu(Linear.linear(s.in("trunk1"), first, hidden, hidden));
        SDVariable scale = Ops.tanh(Linear.linear(s.in("scale"), second, hidden, width));
        SDVariable shift = Linear.linear(s.in("shift"), second, hidden, width);
        return new Affine(Ops.mul(scale, moved), Ops.mul(shift, moved));
    }

    private double[] mask(boolean kept) {
        boolean even = (keeps == Keeps.EVEN) == kept;
        double[] mask = new double[width];
        for (int i = even ? 0 : 1; i < width; i += 2) mask[i] = 1;
        return mask;
    }
}
