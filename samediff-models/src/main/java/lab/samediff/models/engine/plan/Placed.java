package lab.samediff.models.engine.plan;

import java.util.List;

/**
 * A node with who computes it and what it reads there.
 *
 * @param inputs the node's operands, or copies of them that all threads can read
 */
record Placed(Node node, Mode mode, List<Value> inputs) {
    Op op() {
        return node.op;
    }

    Value input(int i) {
        return inputs.get(i);
    }

    Value output() {
        return node.output();
    }

    @Override
    public String toString() {
        return mode + ": " + node.outputs + " = " + node.op + inputs;
    }
}
