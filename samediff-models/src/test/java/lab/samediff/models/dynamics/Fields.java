package lab.samediff.models.dynamics;

import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.sin;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Problems with known solutions, all in float64, all for t in [0, 2]. */
final class Fields {
    private Fields() {}

    /** A velocity field with the state [n, d] at the start, t = 0, and at the end, t = 2. */
    record Problem(String name, VelocityField field, INDArray x0, INDArray end) {
        double error(INDArray found) {
            return found.castTo(DataType.DOUBLE).sub(end).normmaxNumber().doubleValue();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** dx/dt = (−0.2 I + J) x with J a turn by 90°: a spiral, x(t) = e^(−t/5) R(t) x(0). */
    static Problem spiral() {
        INDArray matrix = Nd4j.createFromArray(new double[][] {{-0.2, 1}, {-1, -0.2}});
        double[][] start = {{1, 0}, {-0.5, 2}};
        double[][] end = new double[2][2];
        for (int i = 0; i < 2; i++) {
            end[i][0] = exp(-0.4) * (cos(2) * start[i][0] - sin(2) * start[i][1]);
            end[i][1] = exp(-0.4) * (sin(2) * start[i][0] + cos(2) * start[i][1]);
        }
        return problem("spiral", (t, x) -> x.mmul(matrix), start, end);
    }

    /** dx/dt = x cos t + 2t e^(sin t), so that x(t) = (x(0) + t²) e^(sin t): wrong if t is ignored or misplaced. */
    static Problem forced() {
        VelocityField field = (t, x) -> x.mul(cos(t)).add(2 * t * exp(sin(t)));
        double growth = exp(sin(2));
        return problem("forced", field, new double[][] {{1, -2}}, new double[][] {{5 * growth, 2 * growth}});
    }

    /** Van der Pol's oscillator with μ = 1 from (1/2, 1); the end by mpmath's Taylor series {@code odefun} with 30 digits. */
    static Problem vanDerPol() {
        VelocityField field = (t, x) -> {
            double[] p = x.toDoubleVector();
            return Nd4j.createFromArray(new double[][] {{p[1], (1 - p[0] * p[0]) * p[1] - p[0]}});
        };
        double[][] end = {{0.8667074857264037, -0.9024449395000991}};
        return problem("van der Pol", field, new double[][] {{0.5, 1}}, end);
    }

    private static Problem problem(String name, VelocityField field, double[][] start, double[][] end) {
        return new Problem(name, field, Nd4j.createFromArray(start), Nd4j.createFromArray(end));
    }

    /** Least-squares slope of log2 error against log2 step, for errors at steps h, h/2, h/4, … */
    static double slope(double... errors) {
        int n = errors.length;
        double centre = (n - 1) / 2.0;
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            covariance += (i - centre) * -Math.log(errors[i]) / Math.log(2);
            variance += (i - centre) * (i - centre);
        }
        return covariance / variance;
    }
}
