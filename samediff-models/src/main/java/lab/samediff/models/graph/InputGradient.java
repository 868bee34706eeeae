package lab.samediff.models.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.shape.Concat;

/**
 * The gradient of a network's output with respect to its input, written as ordinary forward ops, so that it can be
 * differentiated once more (gradient penalties, Gulrajani et al. 2017, arXiv:1704.00028, eq. 3). SameDiff has no second
 * derivative: its backward ops cannot be differentiated.
 *
 * <p>Known are matmul, add, sub, mul (where the dependent operand is not broadcast), scalar add, sub and mul, neg,
 * square, tanh, sigmoid, sin, cos, relu, leaky relu, concat and reshape. To add an op: a case in {@code pullBack} and a row in
 * {@code InputGradientTest}.
 */
public final class InputGradient {
    private final SameDiff graph;
    private final Set<String> dependent = new HashSet<>();
    private final Map<String, SDVariable> cotangents = new HashMap<>();

    private InputGradient(SameDiff graph) {
        this.graph = graph;
    }

    /**
     * d(Σ out)/d(input), of the input's shape.
     *
     * @throws UnsupportedOperationException if an op on the way has no rule here
     * @throws IllegalArgumentException if {@code out} does not depend on {@code input}
     */
    public static SDVariable of(SDVariable out, SDVariable input) {
        return new InputGradient(out.getSameDiff()).walk(out, input);
    }

    private SDVariable walk(SDVariable out, SDVariable input) {
        // Ops are kept in the order in which they were written, which is a topological order.
        List<SameDiffOp> ops = new ArrayList<>(graph.getOps().values());
        dependent.add(input.name());
        for (SameDiffOp op : ops) {
            if (op.getInputsToOp().stream().anyMatch(dependent::contains)) dependent.addAll(op.getOutputsOfOp());
        }
        if (!dependent.contains(out.name())) {
            throw new IllegalArgumentException(out.name() + " does not depend on " + input.name());
        }
        cotangents.put(out.name(), Ops.add(Arrange.zerosLike(out), 1));
        for (int i = ops.size() - 1; i >= 0; i--) {
            String result = ops.get(i).getOutputsOfOp().get(0);
            SDVariable gradient = cotangents.get(result);
            if (gradient != null && dependent.contains(result)) pullBack(ops.get(i), result, gradient);
        }
        SDVariable found = cotangents.get(input.name());
        if (found == null) throw new IllegalArgumentException("no gradient flows to " + input.name());
        return found;
    }

    private void pullBack(SameDiffOp op, String result, SDVariable gradient) {
        List<String> operands = op.getInputsToOp();
        SDVariable x = graph.getVariable(operands.get(0));
        SDVariable y = graph.getVariable(result);
        DifferentialFunction function = op.getOp();
        switch (function.opName()) {
            case "matmul" -> matmul((Mmul) function, x, graph.getVariable(operands.get(1)), gradient);
            case "add" -> {
                give(x, gradient);
                give(graph.getVariable(operands.get(1)), gradient);
            }
            case "subtract" -> {
                give(x, gradient);
                SDVariable other = graph.getVariable(operands.get(1));
                if (wanted(other)) give(other, Ops.neg(gradient));
            }
            case "multiply" -> {
                SDVariable other = graph.getVariable(operands.get(1));
                if (wanted(x)) give(x, Ops.mul(gradient, other));
                if (wanted(other)) give(other, Ops.mul(gradient, x));
            }
            case "add_scalar", "sub_scalar" -> give(x, gradient);
            case "mul_scalar" -> give(x, Ops.mul(gradient, scalar(function)));
            case "neg" -> give(x, Ops.neg(gradient));
            case "square" -> give(x, Ops.mul(Ops.mul(gradient, x), 2));
            case "tanh" -> give(x, Ops.mul(gradient, Ops.sub(1, Ops.square(y))));
            case "sigmoid" -> give(x, Ops.mul(gradient, Ops.mul(y, Ops.sub(1, y))));
            case "sin" -> give(x, Ops.mul(gradient, Ops.cos(x)));
            case "cos" -> give(x, Ops.neg(Ops.mul(gradient, Ops.sin(x))));
            case "relu" -> give(x, Ops.mul(gradient, Ops.positive(x)));
            case "leakyrelu" -> {
                double slope = scalar(function);
                give(x, Ops.mul(gradient, Ops.add(Ops.mul(Ops.positive(x), 1 - slope), slope)));
            }
            case "concat" -> concat((Concat) function, operands, gradient);
            case "reshape" -> give(x, Arrange.restore(gradient, Scope.shape(x)));
            default ->
                throw new UnsupportedOperationException(
                        "no rule for the input gradient of " + function.opName() + " (at " + result + ")");
        }
    }

    private void matmul(Mmul function, SDVariable a, SDVariable b, SDVariable gradient) {
        boolean transposeA = function.iArgs()[0] != 0;
        boolean transposeB = function.iArgs()[1] != 0;
        if (wanted(a)) {
            give(
                    a,
                    transposeA
                            ? Ops.matmul(b, gradient, transposeB, true)
                            : Ops.matmul(gradient, b, false, !transposeB));
        }
        if (wanted(b)) {
            give(
                    b,
                    transposeB
                            ? Ops.matmul(gradient, a, true, transposeA)
                            : Ops.matmul(a, gradient, !transposeA, false));
        }
    }

    private void concat(Concat function, List<String> operands, SDVariable gradient) {
        int axis = (int) function.getIArgument(0).longValue();
        long from = 0;
        for (String operand : operands) {
            SDVariable part = graph.getVariable(operand);
            long size = Scope.shape(part)[axis];
            if (wanted(part)) give(part, Arrange.slice(gradient, axis, from, size));
            from += size;
        }
    }

    private boolean wanted(SDVariable variable) {
        return dependent.contains(variable.name());
    }

    private void give(SDVariable to, SDVariable gradient) {
        if (!wanted(to)) return;
        if (!Arrays.equals(Scope.shape(to), Scope.shape(gradient))) {
            throw new UnsupportedOperationException(
                    "no rule for the input gradient of the broadcast operand " + to.name());
        }
        cotangents.merge(to.name(), gradient, Ops::add);
    }

    private static double scalar(DifferentialFunction function) {
        return ((ScalarOp) function).scalar().getDouble(0);
    }
}
