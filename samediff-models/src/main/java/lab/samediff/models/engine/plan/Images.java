package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lab.samediff.models.engine.kernels.Binary;
import lab.samediff.models.engine.kernels.Unary;
import lab.samediff.models.engine.plan.Rule.Call;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * The rules of ops on images [batch, height, width, channels]. Pooling and upsampling by 2 are arithmetic on the four
 * views that take every other pixel; convolutions stay ops of ND4J, which hands them to oneDNN. Transposed convolutions
 * become the gradients of convolutions with the same weights, which they are: ND4J's own ops for them are eight times
 * slower.
 */
final class Images {
    private Images() {}

    static void add(Map<String, Rule> rules) {
        rules.put("conv2d", (b, c) -> pointwise(c) ? mixed(b, c) : byNd4j(b, c, List.of(convolved(c)), false));
        rules.put(
                "conv2d_bp",
                (b, c) -> pointwise(c)
                        ? mixedGradients(b, c)
                        : byNd4j(b, c, List.of(c.x().shape(), c.y().shape()), false, true));
        rules.put("deconv2d", (b, c) -> Rules.one(painting(b, c)));
        rules.put("deconv2d_bp", Images::paintingGradients);
        rules.put("upsampling2d", (b, c) -> Rules.one(stretched(b, c.x())));
        rules.put("avgpool2d", (b, c) -> Rules.one(b.scaled(folded(b, squares(c)), 0.25)));
        rules.put("avgpool2d_bp", (b, c) -> Rules.one(b.scaled(stretched(b, c.y()), 0.25)));
        rules.put("maxpool2d", (b, c) -> Rules.one(largest(b, squares(c))));
        rules.put("maxpool2d_bp", Images::maxGradient);
    }

    private static Value[] byNd4j(Builder b, Call c, List<int[]> shapes, Boolean... summed) {
        Value[] operands = new Value[c.count()];
        for (int i = 0; i < operands.length; i++) operands[i] = b.contiguous(c.input(i));
        return b.nodes(new Op.Native((DynamicCustomOp) c.op, List.of(summed)), shapes, operands);
    }

    /** The convolution of which {@code c} is the transposed one: from what it paints to what it is given. */
    private static Value convolution(Builder b, Call c, Value painted) {
        Op op = new Op.Native(named("conv2d", c), List.of(false));
        return b.nodes(op, List.of(c.x().shape()), b.contiguous(painted), b.contiguous(c.y()))[0];
    }

    /** The gradients of that convolution with respect to what is painted and to the weights. */
    private static Value[] convolutionGradients(Builder b, Call c, Value painted) {
        Op op = new Op.Native(named("conv2d_bp", c), List.of(false, true));
        List<int[]> shapes = List.of(painted.shape(), c.y().shape());
        return b.nodes(op, shapes, b.contiguous(painted), b.contiguous(c.y()), b.contiguous(c.x()));
    }

    private static DynamicCustomOp named(String name, Call c) {
        return DynamicCustomOp.builder(name).addIntegerArguments(c.integers()).build();
    }

    private static Value painting(Builder b, Call c) {
        // The gradient does not depend on the painted images themselves: any will do, if samples are theirs.
        Value canvas = c.x();
        for (int axis = 1; axis <= 3; axis++) canvas = canvas.slice(axis, 0, 1);
        return convolutionGradients(b, c, b.copy(canvas.broadcast(painted(c))))[0];
    }

    private static Value[] paintingGradients(Builder b, Call c) {
        Value gradient = c.input(2);
        return new Value[] {convolution(b, c, gradient), convolutionGradients(b, c, gradient)[1]};
    }

    /** Whether a convolution looks at one pixel at a time: a product of its channels with a matrix. */
    private static boolean pointwise(Call c) {
        int[] integers = c.integers();
        return integers[0] == 1 && integers[1] == 1 && integers[2] == 1 && integers[3] == 1;
    }

    private static Value[] mixed(Builder b, Call c) {
        Value product = b.matmul(pixels(b, c.x()), weights(b, c.y()));
        return Rules.one(b.reshape(product, convolved(c)));
    }

    private static Value[] mixedGradients(Builder b, Call c) {
        Value gradient = pixels(b, c.input(2));
        Value x = b.matmul(gradient, weights(b, c.y()).permute(1, 0));
        Value weights = b.matmul(pixels(b, c.x()).permute(1, 0), gradient);
        return new Value[] {b.reshape(x, c.x().shape()), b.reshape(weights, c.y().shape())};
    }

    private static Value pixels(Builder b, Value images) {
        int channels = images.size(3);
        return b.reshape(images, images.size() / channels, channels);
    }

    private static Value weights(Builder b, Value w) {
        return b.reshape(w, w.size(2), w.size(3));
    }

    /** Kernel and strides come first among the integers, then padding and dilation, then whether it is padded. */
    private static int[] convolved(Call c) {
        int[] integers = c.integers();
        int[] shape = c.x().shape();
        for (int axis = 1; axis <= 2; axis++) {
            int kernel = integers[axis - 1];
            int stride = integers[axis + 1];
            boolean same = integers[8] == 1;
            shape[axis] = same ? (shape[axis] + stride - 1) / stride : (shape[axis] - kernel) / stride + 1;
        }
        shape[3] = c.y().size(3);
        return shape;
    }

    private static int[] painted(Call c) {
        int[] integers = c.integers();
        if (integers[8] != 1) throw new UnsupportedException("deconv2d without padding");
        int[] shape = c.x().shape();
        shape[1] *= integers[2];
        shape[2] *= integers[3];
        shape[3] = c.y().size(2);
        return shape;
    }

    /** Each pixel as a square of 2 x 2. */
    private static Value stretched(Builder b, Value x) {
        int[] s = x.shape();
        Value wide = b.reshape(x, s[0], s[1], 1, s[2], 1, s[3]).broadcast(s[0], s[1], 2, s[2], 2, s[3]);
        return b.reshape(wide, s[0], 2 * s[1], 2 * s[2], s[3]);
    }

    /** The four views of every other pixel, row by row; the last integer of a pooling says that channels are last. */
    private static List<Value> squares(Call c) {
        int[] integers = c.integers();
        boolean halves = integers[0] == 2 && integers[1] == 2 && integers[2] == 2 && integers[3] == 2;
        if (!halves || integers[integers.length - 1] != 1) throw new UnsupportedException("a pooling other than 2 x 2");
        int[] s = c.x().shape();
        Value split = c.x().reshape(s[0], s[1] / 2, 2, s[2] / 2, 2, s[3]);
        if (split == null) throw new UnsupportedException("pooling of " + c.x());
        List<Value> views = new ArrayList<>();
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                Value view = split.slice(2, row, 1).slice(4, column, 1).reshape(s[0], s[1] / 2, s[2] / 2, s[3]);
                if (view == null) throw new IllegalStateException("sizes of 1 can always be dropped");
                views.add(view);
            }
        }
        return Collections.unmodifiableList(views);
    }

    private static Value folded(Builder b, List<Value> x) {
        Value upper = b.binary(Binary.ADD, x.get(0), x.get(1));
        return b.binary(Binary.ADD, upper, b.binary(Binary.ADD, x.get(2), x.get(3)));
    }

    private static Value largest(Builder b, List<Value> x) {
        Value upper = b.binary(Binary.MAX, x.get(0), x.get(1));
        return b.binary(Binary.MAX, upper, b.binary(Binary.MAX, x.get(2), x.get(3)));
    }

    /** The gradient goes to the first of the pixels that equal the largest. */
    private static Value[] maxGradient(Builder b, Call c) {
        List<Value> x = squares(c);
        Value max = largest(b, x);
        Value gradient = c.y();
        Value none = b.uniform(0, gradient.shape());
        List<Value> given = new ArrayList<>();
        for (Value pixel : x) {
            Value equal = b.binary(Binary.EQUAL, pixel, max);
            given.add(b.select(equal, gradient, none));
            Value left = b.unary(Unary.ADD_SCALAR, b.unary(Unary.NEGATE, equal), 1, 0);
            gradient = b.binary(Binary.MUL, gradient, left);
        }
        return Rules.one(woven(b, given, c.x().shape()));
    }

    /** The four views put back together. */
    private static Value woven(Builder b, List<Value> x, int... shape) {
        int[] split = {shape[0], shape[1] / 2, 1, shape[2] / 2, 1, shape[3]};
        List<Value> rows = new ArrayList<>();
        for (int row = 0; row < 2; row++) {
            Value left = b.reshape(x.get(2 * row), split);
            Value right = b.reshape(x.get(2 * row + 1), split);
            rows.add(Pads.concat(b, 4, List.of(left, right)));
        }
        return b.reshape(Pads.concat(b, 2, rows), shape);
    }
}
