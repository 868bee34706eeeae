package lab.samediff.models.layers;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** Where a token stands in its sequence, added to its vector. */
public final class Positions {
    private static final double LONGEST = 10_000;
    private static final double DEVIATION = 0.02;

    private Positions() {}

    /** Which positions a model adds. */
    public enum Kind {
        /** {@link Positions#sinusoidal}. */
        SINUSOIDAL,
        /** {@link Positions#learned} for exactly as many positions as there are tokens. */
        LEARNED;

        /** Adds these positions. Shapes: x [batch, time, width] with known time and width → the same. */
        public SDVariable add(Scope s, SDVariable x) {
            return switch (this) {
                case SINUSOIDAL -> sinusoidal(s, x);
                case LEARNED -> learned(s, x, time(s, x));
            };
        }
    }

    /**
     * x plus {@link #table}. Vaswani et al. 2017, arXiv:1706.03762, section 3.5.
     *
     * <p>Shapes: x [batch, time, width] with known time and even width → the same.
     */
    public static SDVariable sinusoidal(Scope s, SDVariable x) {
        double[][] table = table(time(s, x), width(x));
        return Ops.add(x, s.constant(Nd4j.createFromArray(table)));
    }

    /**
     * x plus the first rows of {@code weight} [maxTime, width], trained, beginning as N(0, 0.02²).
     *
     * <p>Shapes: x [batch, time, width] with known time ≤ maxTime → the same.
     *
     * @throws lab.samediff.models.graph.ShapeException if time is more than maxTime
     */
    public static SDVariable learned(Scope s, SDVariable x, int maxTime) {
        int time = time(s, x);
        if (time > maxTime) s.expect("learned positions", x, -1, maxTime, -1);
        SDVariable weight = s.param("weight", Init.normal(DEVIATION, maxTime, width(x)));
        return Ops.add(x, time == maxTime ? weight : Arrange.slice(weight, 0, 0, time));
    }

    /**
     * The sinusoids [time][width]: sin(p ω) at column 2i and cos(p ω) at column 2i + 1 with ω = 10000^(-2i/width), so
     * that the wave lengths run from 2π to almost 10000 · 2π. (Where the columns are walked in steps of two, the step's
     * index is already 2i; doubling it again is a known slip and squares the spectrum.)
     *
     * @throws IllegalArgumentException if time is below 1 or width is not even and positive
     */
    public static double[][] table(int time, int width) {
        Sizes.atLeast(1, "time", time);
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException("width must be even and positive, got " + width);
        }
        double[][] table = new double[time][width];
        for (int p = 0; p < time; p++) {
            for (int column = 0; column < width; column += 2) {
                double angle = p * Math.pow(LONGEST, -(double) column / width);
                table[p][column] = Math.sin(angle);
                table[p][column + 1] = Math.cos(angle);
            }
        }
        return table;
    }

    private static int time(Scope s, SDVariable x) {
        s.expect("positions", x, -1, -1, -1);
        long[] shape = Scope.shape(x);
        if (shape[1] == -1 || shape[2] == -1) {
            throw new IllegalArgumentException(s.path() + ": positions want a known time and width, got [batch, "
                    + shape[1] + ", " + shape[2] + "]");
        }
        return Math.toIntExact(shape[1]);
    }

    private static int width(SDVariable x) {
        return Math.toIntExact(Scope.shape(x)[2]);
    }
}
