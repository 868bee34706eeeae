package lab.samediff.experiments.flows;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.flows.RealNvp;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A flow and its parameters: densities, samples, and checks of its inverse and its log-determinant. */
final class LearnedFlow {
    private static final String PLACE = "flow";

    // The networks have kinks, and a difference across one is wrong: two steps, and the better one of the two counts.
    // The long one has eight digits left in float64, the short one six.
    private static final double LONG = 1e-7;
    private static final double SHORT = 1e-9;

    private final RealNvp flow;
    private final Params params;
    private final Call logLikelihood;
    private final Call forward;
    private final Call inverse;

    LearnedFlow(RealNvp flow, Params params) {
        this.flow = flow;
        this.params = params;
        this.logLikelihood = Call.of(params, s -> flow.logLikelihood(s.in(PLACE), x(s)));
        this.forward = Call.of(params, s -> flow.forward(s.in(PLACE), x(s)).value());
        this.inverse = Call.of(params, s -> flow.inverse(s.in(PLACE), x(s)));
    }

    /** A step towards the likeliest parameters for its input {@code x} [batch, width]. */
    Step step(Run run, Rule rule) {
        return run.step(params, rule, s -> flow.negativeLogLikelihood(s.in(PLACE), x(s)));
    }

    private SDVariable x(Scope s) {
        return s.input("x", -1, flow.width());
    }

    /** ln p of each row of x, nats. */
    double[] logDensities(INDArray x) {
        return logLikelihood.run(Map.of("x", x)).toDoubleVector();
    }

    /** What the flow makes of noise z [n, width]. */
    INDArray samples(INDArray z) {
        return inverse.run(Map.of("x", z));
    }

    /** What comes back of x through the flow and its inverse. */
    INDArray thereAndBack(INDArray x) {
        return samples(forward.run(Map.of("x", x)));
    }

    /**
     * The largest difference, over the rows of x, of the logarithm of the determinant from that of central differences,
     * both in float64 at the same parameters.
     */
    double logDeterminantError(INDArray x) {
        Params exact = new Params(0, DataType.DOUBLE);
        Call determinant = Call.of(exact, s -> flow.forward(s.in(PLACE), x(s)).logDeterminant());
        Call map = Call.of(exact, s -> flow.forward(s.in(PLACE), x(s)).value());
        exact.arrays().forEach((name, array) -> array.assign(params.array(name)));
        INDArray points = x.castTo(DataType.DOUBLE);
        double[] found = determinant.run(Map.of("x", points)).toDoubleVector();
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            double[] point = points.getRow(i).toDoubleVector();
            double exactly = found[i];
            worst = Math.max(
                    worst,
                    DoubleStream.of(LONG, SHORT)
                            .map(step ->
                                    Math.abs(exactly - logDeterminant(at -> map.run(Map.of("x", at)), point, step)))
                            .min()
                            .orElseThrow());
        }
        return worst;
    }

    private static double logDeterminant(UnaryOperator<INDArray> map, double[] x, double step) {
        double[][] moved = new double[2 * x.length][];
        for (int i = 0; i < x.length; i++) {
            moved[2 * i] = x.clone();
            moved[2 * i][i] += step;
            moved[2 * i + 1] = x.clone();
            moved[2 * i + 1][i] -= step;
        }
        double[][] z = map.apply(Nd4j.createFromArray(moved)).toDoubleMatrix();
        double[][] slopes = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) slopes[i][j] = (z[2 * i][j] - z[2 * i + 1][j]) / (2 * step);
        }
        RealMatrix upper = new LUDecomposition(MatrixUtils.createRealMatrix(slopes)).getU();
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += Math.log(Math.abs(upper.getEntry(i, i)));
        return sum;
    }
}
