package lab.samediff.experiments.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import lab.samediff.models.dynamics.EulerMaruyama;
import lab.samediff.models.dynamics.GeometricBrownian;
import lab.samediff.models.dynamics.Milstein;
import lab.samediff.models.dynamics.OrnsteinUhlenbeck;
import lab.samediff.models.dynamics.Sde;
import lab.samediff.models.dynamics.SdeIntegrator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Errors of methods at time 1, from 1, against the exact solutions along the same Brownian paths. */
final class SdeErrors {
    /** What is measured: the mean of |error|, and the error of the mean of X² (geometric) or of X (additive). */
    static final List<String> KINDS =
            List.of("strong geometric", "strong additive", "strong Milstein", "weak geometric", "weak additive");

    private final GeometricBrownian brownian;
    private final OrnsteinUhlenbeck additive;
    private final INDArray increments;
    private final double[] exactBrownian;
    private final double[] exactAdditive;

    private SdeErrors(
            GeometricBrownian brownian,
            OrnsteinUhlenbeck additive,
            INDArray increments,
            double[] exactBrownian,
            double[] exactAdditive) {
        this.brownian = brownian;
        this.additive = additive;
        this.increments = increments;
        this.exactBrownian = exactBrownian;
        this.exactAdditive = exactAdditive;
    }

    /**
     * Brownian paths in 2^finest steps with the exact solutions along them. The additive equation's is
     * X ← e^(−θh) X + g I with I = ∫ e^(−θ(h−s)) dW over the step, which given ΔW is normal with mean (c/h) ΔW and variance
     * v − c²/h, where c = (1 − e^(−θh))/θ and v = (1 − e^(−2θh))/2θ.
     */
    static SdeErrors draw(
            GeometricBrownian brownian, OrnsteinUhlenbeck additive, int finest, int paths, RandomGenerator random) {
        int steps = 1 << finest;
        double h = 1.0 / steps;
        double rate = additive.rate();
        double covariance = -Math.expm1(-rate * h) / rate;
        double rest = Math.sqrt(-Math.expm1(-2 * rate * h) / (2 * rate) - covariance * covariance / h);
        double[] flat = new double[Math.multiplyExact(steps, paths)];
        double[] ends = new double[paths];
        double[] x = new double[paths];
        Arrays.fill(x, 1);
        for (int k = 0; k < steps; k++) {
            for (int i = 0; i < paths; i++) {
                double dw = Math.sqrt(h) * random.nextGaussian();
                flat[k * paths + i] = dw;
                ends[i] += dw;
                double integral = covariance / h * dw + rest * random.nextGaussian();
                x[i] = Math.exp(-rate * h) * x[i] + additive.noise() * integral;
            }
        }
        double sigma = brownian.volatility();
        double[] geometric = Arrays.stream(ends)
                .map(w -> Math.exp(brownian.growth() - sigma * sigma / 2 + sigma * w))
                .toArray();
        return new SdeErrors(brownian, additive, Nd4j.createFromArray(flat).reshape(steps, paths), geometric, x);
    }

    /** The mean errors [kinds][levels] at 2^coarsest, …, 2^finest steps. */
    double[][] measure(int coarsest) {
        int finest = Integer.numberOfTrailingZeros((int) increments.size(0));
        double[][] errors = new double[KINDS.size()][finest - coarsest + 1];
        INDArray dw = increments;
        for (int level = finest; level >= coarsest; level--) {
            double[] euler = end(new EulerMaruyama(), brownian, dw);
            double[] milstein = end(new Milstein(), brownian, dw);
            double[] shifted = end(new EulerMaruyama(), additive, dw);
            for (int i = 0; i < euler.length; i++) {
                double[] found = {
                    Math.abs(euler[i] - exactBrownian[i]),
                    Math.abs(shifted[i] - exactAdditive[i]),
                    Math.abs(milstein[i] - exactBrownian[i]),
                    euler[i] * euler[i] - exactBrownian[i] * exactBrownian[i],
                    shifted[i] - exactAdditive[i]
                };
                for (int kind = 0; kind < found.length; kind++) {
                    errors[kind][level - coarsest] += found[kind] / euler.length;
                }
            }
            // Two steps become one, whose increment is their sum.
            if (level > coarsest) dw = dw.reshape(dw.size(0) / 2, 2, dw.size(1)).sum(1);
        }
        return errors;
    }

    private static double[] end(SdeIntegrator method, Sde sde, INDArray dw) {
        long steps = dw.size(0);
        INDArray x = Nd4j.ones(DataType.DOUBLE, dw.size(1));
        for (long k = 0; k < steps; k++) {
            x = method.step(sde, (double) k / steps, 1.0 / steps, x, dw.getRow(k));
        }
        return x.toDoubleVector();
    }
}
