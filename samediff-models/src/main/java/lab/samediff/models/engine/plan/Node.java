package lab.samediff.models.engine.plan;

import java.util.List;

/** One op on operands; each result is the whole of a root of its own. */
final class Node {
    final Op op;
    final List<Value> inputs;
    final List<Value> outputs;

    Node(Op op, List<Value> inputs, Value... outputs) {
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.of(outputs);
        for (Value output : outputs) {
            if (output.root.producer != null) throw new IllegalStateException(output + " has two writers");
            output.root.producer = this;
        }
    }

    /** The first result. */
    Value output() {
        return outputs.get(0);
    }

    Value input(int i) {
        return inputs.get(i);
    }

    @Override
    public String toString() {
        return outputs + " = " + op + inputs;
    }
}
