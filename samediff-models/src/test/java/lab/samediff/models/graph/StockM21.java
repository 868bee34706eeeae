package lab.samediff.models.graph;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.custom.DistributionUniform;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs SameDiff 1.0.0-M2.1 as it comes, without our patches, in a process of its own, and prints a line for each call:
 * its name, a tab, and OK, or WRONG, NOT_FINITE or EXCEPTION with particulars. Started by {@link StockDefectsTest}.
 */
final class StockM21 {
    private static final double STEP = 1e-5;

    private final Map<String, Function<SameDiff, SDVariable>> gradients = new LinkedHashMap<>();

    private StockM21() {}

    /** With an argument: that one call only, which may kill the process. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        // SameDiff prints too.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        StockM21 stock = new StockM21();
        if (arguments.length > 0) {
            stock.gradients.put(arguments[0], sd -> v(sd, "x", 2, 3, 4).sum(true, -2));
        } else {
            stock.indices();
            stock.arithmetic();
            stock.reductions();
            stock.products();
            stock.normalisation();
            stock.numerics(out);
        }
        stock.gradients.forEach((name, build) -> line(out, name, () -> gradient(build)));
        System.exit(0);
    }

    private void indices() {
        gradients.put("gather", sd -> sd.gather(v(sd, "x", 4, 3), ids(sd, new int[] {2, 0}), 0));
        gradients.put("gather repeated", sd -> sd.gather(v(sd, "x", 4, 3), ids(sd, new int[] {1, 1, 3}), 0));
        gradients.put(
                "gather matrix of ids",
                sd -> sd.gather(v(sd, "x", 4, 3), sd.constant(Nd4j.createFromArray(new int[][] {{0, 1}, {1, 3}})), 0));
        gradients.put("where", sd -> {
            SDVariable x = v(sd, "x", 2, 3);
            return sd.where(x, v(sd, "y", 2, 3), x.gt(0));
        });
        gradients.put("cumsum", sd -> sd.cumsum(v(sd, "x", 2, 3), false, false, 1));
        gradients.put("permute of a scalar", sd -> sd.permute(v(sd, "x")));
    }

    private void arithmetic() {
        gradients.put("div by one number", sd -> v(sd, "x", 2, 3).div(v(sd, "y", 1)));
        gradients.put("div by a column at batch 1", sd -> v(sd, "x", 1, 3).div(v(sd, "y", 1, 1)));
        gradients.put("rank of one by one plus a vector", sd -> {
            SDVariable row = v(sd, "x", 1, 1).add(v(sd, "y", 3));
            return sd.concat(1, row, row);
        });
        gradients.put("max broadcast", sd -> sd.math().max(v(sd, "y", 3), v(sd, "x", 2, 3)));
        gradients.put("min broadcast", sd -> sd.math().min(v(sd, "x", 2, 3), v(sd, "y", 3)));
        gradients.put("max of equals", sd -> {
            SDVariable x = v(sd, "x", 2, 3);
            return sd.math().max(x, x.mul(1));
        });
        gradients.put("min of equals", sd -> {
            SDVariable x = v(sd, "x", 2, 3);
            return sd.math().min(x, x.mul(1));
        });
        gradients.put("rdiv scalar", sd -> v(sd, "x", 2, 3).rdiv(v(sd, "y", 1)));
        gradients.put("squaredDifference scalar", sd -> sd.math().squaredDifference(v(sd, "x", 2, 3), v(sd, "y", 1)));
    }

    private void reductions() {
        gradients.put("sum keepDims -1", sd -> v(sd, "x", 2, 3, 4).sum(true, -1));
        gradients.put("mean keepDims -1", sd -> v(sd, "x", 2, 3, 4).mean(true, -1));
        gradients.put("max keepDims -1", sd -> v(sd, "x", 2, 3, 4).max(true, -1));
        gradients.put("sum of a batch of one", sd -> v(sd, "x", 1, 3).add(0).sum(0));
        gradients.put("mean of one column", sd -> v(sd, "x", 3, 1).add(0).mean(true, 1));
        gradients.put("variance unbiased off", sd -> sd.variance(v(sd, "x", 2, 3), false, 1));
        gradients.put("norm2 of zero", sd -> sd.norm2(v(sd, "x", 2, 3).mul(0), 1));
        gradients.put("logSumExp axis", sd -> sd.math().logSumExp(v(sd, "x", 2, 3), 1));
        gradients.put("logSoftmax axis", sd -> sd.nn().logSoftmax(v(sd, "x", 2, 3), 1));
    }

    private void products() {
        gradients.put("mmul 3-D by 2-D", sd -> v(sd, "x", 2, 3, 4).mmul(v(sd, "y", 4, 2)));
        gradients.put(
                "mmul row by transposed row", sd -> sd.mmul(v(sd, "x", 1, 3), v(sd, "y", 1, 3), false, true, false));
        gradients.put("mmul one by one", sd -> v(sd, "x", 1, 1).mmul(v(sd, "y", 1, 1)));
        gradients.put("upsampling of channels last", sd -> sd.cnn().upsampling2d(v(sd, "x", 1, 2, 3, 2), 2, 2, false));
    }

    private void normalisation() {
        gradients.put("dropout", sd -> sd.nn().dropout(v(sd, "x", 2, 3), 0.5));
    }

    /** Values, and slopes far out, in float32. */
    private void numerics(PrintStream out) {
        value(out, "logSoftmax far", sd -> sd.nn().logSoftmax(c(sd, 0, -1e4f)), 0, -1e4);
        value(out, "softplus 90", sd -> sd.nn().softplus(c(sd, 90)), 90);
        value(out, "logSigmoid -120", sd -> sd.nn().logSigmoid(c(sd, -120)), -120);
        value(out, "gelu 1", sd -> sd.nn().gelu(c(sd, 1)), 0.8413447);
        value(out, "preciseGelu 1", sd -> sd.nn().preciseGelu(c(sd, 1)), 0.8413447);
        // Without an epsilon, rounding noise around a constant is blown up to deviations of 1.
        value(out, "standardize noise", sd -> sd.math().standardize(c(sd, 1, 1.0000001f), 1), 0, 0);
        value(out, "layerNorm noise", sd -> sd.nn().layerNorm(c(sd, 1, 1.0000001f), ones(sd), true, 1), 0, 0);
        value(
                out,
                "softmax of channels",
                sd -> sd.nn().softmax(sd.reshape(c(sd, 0, 1, 2, 3, 0, 1, 2, 3), 1, 2, 2, 2), 1),
                0.5,
                0.5,
                0.5,
                0.5,
                0.5,
                0.5,
                0.5,
                0.5);
        line(out, "swish slope 120", StockM21::swishSlope);
        line(out, "uniform anew", StockM21::noise);
        line(out, "column-major input, second run", StockM21::columnMajor);
    }

    private static void value(PrintStream out, String name, Function<SameDiff, SDVariable> build, double... expected) {
        line(out, name, () -> {
            SameDiff sd = SameDiff.create();
            SDVariable y = build.apply(sd);
            double[] found = sd.output(Map.of(), y.name()).get(y.name()).data().asDouble();
            double worst = 0;
            for (int i = 0; i < found.length; i++) worst = worse(worst, Math.abs(found[i] - expected[i]));
            return verdict(worst / (1 + Math.abs(expected[0])), 1e-4);
        });
    }

    private static String swishSlope() {
        SameDiff sd = SameDiff.create();
        SDVariable x = sd.var("x", Nd4j.createFromArray(new float[] {120}));
        sd.nn().swish(x).sum().markAsLoss();
        double slope = sd.calculateGradients(Map.of(), "x").get("x").getDouble(0);
        return verdict(Math.abs(slope - 1), 1e-4);
    }

    /** Two draws of five numbers: WRONG if they are the same. */
    private static String noise() {
        SameDiff sd = SameDiff.create();
        SDVariable shape = sd.constant(Nd4j.createFromArray(5L));
        String name = new DistributionUniform(sd, shape, 0, 1, DataType.FLOAT)
                .outputVariable()
                .name();
        INDArray first = sd.output(Map.of(), name).get(name).dup();
        INDArray second = sd.output(Map.of(), name).get(name).dup();
        return first.equals(second) ? "WRONG the same numbers" : "OK";
    }

    /** The gradient of a weight, first with an array of its own and then with one from the cache. */
    private static String columnMajor() {
        SameDiff sd = SameDiff.create();
        SDVariable x = sd.placeHolder("x", DataType.FLOAT, 5, 3);
        SDVariable w = sd.var("w", array(3, 4).castTo(DataType.FLOAT));
        SDVariable b = sd.var("b", array(4).castTo(DataType.FLOAT));
        sd.math().tanh(x.mmul(w).add(b)).mean().markAsLoss();
        sd.createGradFunction();
        SameDiff function = sd.getFunction("grad");
        function.setEnableCache(true);
        String name = w.gradient().name();
        Map<String, INDArray> input =
                Map.of("x", array(5, 3).castTo(DataType.FLOAT).dup('f'));
        INDArray first = function.output(input, name).get(name).dup();
        INDArray second = function.output(input, name).get(name).dup();
        return verdict(first.distance1(second), 1e-6);
    }

    private static String gradient(Function<SameDiff, SDVariable> build) {
        SameDiff sd = SameDiff.create();
        SDVariable y = build.apply(sd);
        INDArray value = sd.output(Map.of(), y.name()).get(y.name());
        if (Arrays.stream(value.dup('c').data().asDouble()).anyMatch(Double::isNaN)) return "NOT_FINITE value";
        SDVariable loss = y.mul(sd.constant(array(value.shape()))).sum("loss");
        sd.setLossVariables("loss");
        String[] names = sd.variables().stream()
                .filter(v -> v.getVariableType() == org.nd4j.autodiff.samediff.VariableType.VARIABLE)
                .map(SDVariable::name)
                .toArray(String[]::new);
        Map<String, double[]> slopes = new LinkedHashMap<>();
        for (String name : names)
            slopes.put(name, slopes(sd, sd.getVariable(name).getArr(), loss.name()));
        Map<String, INDArray> found = sd.calculateGradients(Map.of(), names);
        double worst = 0;
        for (String name : names) {
            double[] claimed = found.get(name).dup('c').data().asDouble();
            double[] slope = slopes.get(name);
            if (claimed.length != slope.length)
                return "WRONG shape " + Arrays.toString(found.get(name).shape());
            for (int i = 0; i < slope.length; i++) worst = worse(worst, Math.abs(claimed[i] - slope[i]));
        }
        return verdict(worst, 1e-6);
    }

    private static double[] slopes(SameDiff sd, INDArray array, String loss) {
        double[] slopes = new double[(int) array.length()];
        for (int i = 0; i < slopes.length; i++) {
            double at = array.getDouble(i);
            array.putScalar(i, at + STEP);
            double above = sd.output(Map.of(), loss).get(loss).getDouble(0);
            array.putScalar(i, at - STEP);
            double below = sd.output(Map.of(), loss).get(loss).getDouble(0);
            array.putScalar(i, at);
            slopes[i] = (above - below) / (2 * STEP);
        }
        return slopes;
    }

    private static double worse(double worst, double error) {
        return Double.isNaN(worst) || Double.isNaN(error) ? Double.NaN : Math.max(worst, error);
    }

    private static String verdict(double error, double tolerance) {
        if (!Double.isFinite(error)) return "NOT_FINITE " + error;
        return error <= tolerance ? "OK" : "WRONG by " + error;
    }

    private interface Attempt {
        String run();
    }

    private static void line(PrintStream out, String name, Attempt attempt) {
        String found;
        try {
            found = attempt.run();
        } catch (RuntimeException e) {
            found = "EXCEPTION " + e.getClass().getSimpleName();
        }
        out.println(name + "\t" + found);
    }

    /** Numbers away from 0, the same for the same shape. */
    private static INDArray array(long... shape) {
        Random random = new Random(Arrays.hashCode(shape));
        double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) values[i] = 0.3 + random.nextDouble();
        return Nd4j.createFromArray(values).reshape(shape).dup();
    }

    private static SDVariable v(SameDiff sd, String name, long... shape) {
        return sd.var(name, array(shape));
    }

    private static SDVariable c(SameDiff sd, float... values) {
        return sd.constant(Nd4j.createFromArray(new float[][] {values}));
    }

    private static SDVariable ones(SameDiff sd) {
        return sd.constant(Nd4j.createFromArray(new float[] {1, 1}));
    }

    private static SDVariable ids(SameDiff sd, int... ids) {
        return sd.constant(Nd4j.createFromArray(ids));
    }
}
