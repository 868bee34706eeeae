package lab.samediff.models.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.train.Call;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a function of one input x, built at the place "layer", and turns arrays into plain Java. */
public final class Rig {
    /** What is under test. */
    public interface Build extends BiFunction<Scope, SDVariable, SDVariable> {}

    private Rig() {}

    /** Numbers from N(0, 1), the same for the same seed. */
    public static INDArray normal(long seed, long... shape) {
        SplittableRandom random = new SplittableRandom(seed);
        int length = 1;
        for (long size : shape) length = Math.toIntExact(length * size);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) values[i] = random.nextGaussian();
        return Nd4j.createFromArray(values).reshape(shape);
    }

    /** The layer's value at x in evaluation; the parameters are made on the way. */
    public static INDArray eval(Params params, INDArray x, Build build) {
        Call call = Call.of(params, s -> build.apply(s.in("layer"), s.input("x", open(x))));
        return call.run(Map.of("x", x.castTo(params.dataType())));
    }

    /** The layer's value at x in training. */
    public static INDArray train(Params params, INDArray x, Build build) {
        Graph graph = Graph.write(params, Mode.TRAIN, s -> build.apply(s.in("layer"), s.input("x", open(x))));
        return Interpreter.forValues(graph)
                .run(Map.of("x", x.castTo(params.dataType())))
                .result();
    }

    /** Checks the gradients of all parameters and of the input, under random weights of the outputs. */
    public static GradientCheck.Result gradients(long seed, long[] inputShape, Build build) {
        INDArray some = normal(seed, inputShape);
        long[] outputShape =
                eval(new Params(seed, DataType.DOUBLE), some, build).shape();
        INDArray weights = normal(seed + 1, outputShape);
        return GradientCheck.of(new Params(seed, DataType.DOUBLE), Map.of(), s -> {
            SDVariable x = s.param("input", Init.normal(1, inputShape));
            return Ops.sum(Ops.mul(build.apply(s.in("layer"), x), s.constant(weights)), false);
        });
    }

    /** The gradient, by the graph, of Σ weights · layer(x) with respect to x. */
    public static double[] inputGradient(Params params, INDArray x, INDArray weights, Build build) {
        Graph first = Graph.write(params, Mode.TRAIN, s -> loss(s, x, weights, build));
        // The parameter "input" is there now: x goes into it.
        array(params, "input").assign(x);
        return plain(array(Interpreter.forGradients(first).run(Map.of()).gradients(), "input"));
    }

    private static SDVariable loss(Scope s, INDArray x, INDArray weights, Build build) {
        SDVariable input = s.param("input", Init.zeros(x.shape()));
        return Ops.sum(Ops.mul(build.apply(s.in("layer"), input), s.constant(weights)), false);
    }

    /** The array {@code name}. */
    public static INDArray array(Params params, String name) {
        return array(params.arrays(), name);
    }

    private static INDArray array(Map<String, INDArray> arrays, String name) {
        INDArray array = arrays.get(name);
        if (array == null) throw new AssertionError("no " + name + " in " + arrays.keySet());
        return array;
    }

    /** Shapes of all parameters by name. */
    public static Map<String, long[]> shapes(Params params) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        params.arrays().forEach((name, array) -> shapes.put(name, array.shape()));
        return shapes;
    }

    /** Row-major entries. */
    public static double[] plain(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }

    /** Entries of a matrix. */
    public static double[][] matrix(INDArray array) {
        int columns = Math.toIntExact(array.size(1));
        double[] flat = plain(array);
        double[][] rows = new double[flat.length / columns][columns];
        for (int i = 0; i < flat.length; i++) rows[i / columns][i % columns] = flat[i];
        return rows;
    }

    /** Entries of an array of rank 3. */
    public static double[][][] cube(INDArray array) {
        int rows = Math.toIntExact(array.size(1));
        double[][] flat = matrix(array.reshape(array.size(0) * rows, array.size(2)));
        double[][][] cube = new double[flat.length / rows][rows][];
        for (int i = 0; i < flat.length; i++) cube[i / rows][i % rows] = flat[i];
        return cube;
    }

    /** The shape with an unknown batch. */
    public static long[] open(INDArray x) {
        long[] shape = x.shape().clone();
        shape[0] = -1;
        return shape;
    }
}
