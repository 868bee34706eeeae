package lab.samediff.models.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.samediff.models.engine.Differentiated;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/** Writes a SameDiff graph, forward and backward, as a program for inputs of given shapes. */
final class Lowering {
    private final SameDiff graph;
    private final Map<String, int[]> inputs;
    private final Builder builder = new Builder();
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, int[]> shapes = new HashMap<>();
    private final Set<Root> handedOut = new HashSet<>();

    private Lowering(SameDiff graph, Map<String, int[]> inputs) {
        this.graph = graph;
        this.inputs = inputs;
    }

    /**
     * @throws UnsupportedException naming the op that has no rule
     */
    static Program program(Differentiated source, Map<String, int[]> inputs) {
        Lowering lowering = new Lowering(source.executed(), inputs);
        Map<String, Value> gradients = new LinkedHashMap<>();
        source.gradientNames().forEach((parameter, gradient) -> gradients.put(parameter, lowering.result(gradient)));
        Value result = lowering.result(source.graph().result());
        Map<String, Value> reported = new LinkedHashMap<>();
        source.graph().reported().forEach((name, variable) -> reported.put(name, lowering.result(variable)));
        return Program.of(result, reported, gradients);
    }

    /** What is handed out: computed for nobody else. */
    private Value result(String name) {
        Value value = value(name);
        boolean own = value.whole() && value.root.computed() && handedOut.add(value.root);
        return own ? value : builder.ownCopy(value);
    }

    private Value value(String wanted) {
        Deque<String> todo = new ArrayDeque<>();
        Set<String> entered = new HashSet<>();
        todo.push(wanted);
        while (!todo.isEmpty()) {
            String name = todo.peek();
            List<String> missing = missing(name);
            if (missing.isEmpty()) {
                todo.pop();
                if (!done(name)) write(name);
            } else if (entered.add(name)) {
                for (int i = missing.size() - 1; i >= 0; i--) todo.push(missing.get(i));
            } else {
                throw new UnsupportedException("a loop through " + name);
            }
        }
        Value value = values.get(wanted);
        if (value == null) throw new UnsupportedException("the shape " + wanted + " as a result");
        return value;
    }

    private boolean done(String name) {
        return values.containsKey(name) || shapes.containsKey(name);
    }

    private List<String> missing(String name) {
        SameDiffOp op = producer(name);
        if (op == null || done(name)) return List.of();
        List<String> control = op.getControlDeps();
        if (control != null && !control.isEmpty()) throw new UnsupportedException("control dependencies of " + name);
        return op.getInputsToOp().stream().filter(input -> !done(input)).toList();
    }

    private @Nullable SameDiffOp producer(String name) {
        Variable variable = graph.getVariables().get(name);
        if (variable == null) throw new IllegalStateException("no variable " + name);
        String op = variable.getOutputOfOp();
        return op == null ? null : graph.getOps().get(op);
    }

    private void write(String name) {
        SameDiffOp op = producer(name);
        if (op == null) values.put(name, leaf(name));
        else lower(op);
    }

    private Value leaf(String name) {
        VariableType type = graph.getVariable(name).getVariableType();
        int[] shape = inputs.get(name);
        if (type == VariableType.PLACEHOLDER && shape != null)
            return Value.of(Root.input(name, Sizes.count(shape)), shape);
        INDArray array = graph.getVariable(name).getArr();
        if (array == null) throw new UnsupportedException("the variable " + name + " without an array");
        if (array.length() == 1 && type == VariableType.CONSTANT) {
            return builder.uniform(array.getFloat(0), Sizes.ints(array.shape()));
        }
        if (array.dataType() != DataType.FLOAT) throw new UnsupportedException(array.dataType() + " in " + name);
        INDArray held = type == VariableType.CONSTANT && !Memory.readable(array) ? array.dup('c') : array;
        if (!Memory.readable(held)) throw new UnsupportedException("the parameter " + name + ", a view");
        return Value.of(Root.held(name, held), Sizes.ints(held.shape()));
    }

    private void lower(SameDiffOp op) {
        DifferentialFunction function = op.getOp();
        List<String> names = op.getInputsToOp();
        String first = op.getOutputsOfOp().get(0);
        if (function.opName().equals("shape_of")) {
            shapes.put(first, known(names.get(0)).shape());
            return;
        }
        if (function.opName().equals("reshape")) {
            values.put(first, reshaped((DynamicCustomOp) function, names));
            return;
        }
        Rule rule = Rules.BY_NAME.get(function.opName());
        if (rule == null) throw new UnsupportedException(function.opName());
        List<Value> operands = new ArrayList<>();
        for (String name : names) {
            int[] shape = shapes.get(name);
            operands.add(shape == null ? known(name) : builder.uniform(0, shape));
        }
        Value[] results = rule.lower(builder, new Rule.Call(first, function, operands.toArray(Value[]::new)));
        for (int i = 0; i < results.length; i++) values.put(op.getOutputsOfOp().get(i), results[i]);
    }

    private Value known(String name) {
        Value value = values.get(name);
        if (value == null) throw new UnsupportedException("the shape " + name + " as an operand");
        return value;
    }

    /** The sizes follow a code of the order; at most one is -1. Without sizes they are those of a shape operand. */
    private Value reshaped(DynamicCustomOp op, List<String> names) {
        Value x = known(names.get(0));
        if (names.size() == 2) {
            int[] wanted = shapes.get(names.get(1));
            if (wanted == null) throw new UnsupportedException("reshape by a computed shape");
            return builder.reshape(x, wanted);
        }
        int[] sizes = Sizes.ints(op.iArgs());
        int[] wanted = java.util.Arrays.copyOfRange(sizes, sizes[0] < -1 ? 1 : 0, sizes.length);
        int others = 1;
        for (int size : wanted) if (size != -1) others *= size;
        for (int i = 0; i < wanted.length; i++) if (wanted[i] == -1) wanted[i] = x.size() / others;
        return builder.reshape(x, wanted);
    }
}
