package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lab.samediff.models.engine.kernels.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Sums of matrix products, as the gradients of weights that are used many times: the product is added where the other
 * term lies, which takes neither memory nor a pass over it.
 */
final class Accumulation {
    private final Program program;
    private final Map<Root, Integer> readers = new HashMap<>();

    private Accumulation(Program program) {
        this.program = program;
        for (Node node : program.nodes) for (Value input : node.inputs) readers.merge(input.root, 1, Integer::sum);
        for (Value result : program.results()) readers.merge(result.root, 1, Integer::sum);
    }

    static Program of(Program program) {
        return new Accumulation(program).rewritten();
    }

    private Program rewritten() {
        Map<Node, Node> products = new HashMap<>();
        for (Node node : program.nodes) {
            Node product = product(node);
            if (product != null && !products.containsKey(product)) products.put(product, node);
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node : program.nodes) {
            if (products.containsKey(node)) continue;
            Node product = product(node);
            boolean adds = product != null && products.get(product) == node;
            nodes.add(adds ? added(node, Objects.requireNonNull(product)) : node);
        }
        return program.by(nodes);
    }

    /** The sum as one node: the operands of the product, then the other term. */
    private static Node added(Node sum, Node product) {
        Value other = sum.input(sum.input(0).root.producer == product ? 1 : 0);
        sum.output().root.producer = null;
        return new Node(new Op.MatMulAdd(), List.of(product.input(0), product.input(1), other), sum.output());
    }

    /** The product that may be formed in the other term of the sum {@code node}; null if there is none. */
    private @Nullable Node product(Node node) {
        if (!(node.op instanceof Op.OfTwo two) || two.op() != Binary.ADD) return null;
        if (!alone(node.input(0)) || !alone(node.input(1)) || node.output().rank() != 2) return null;
        int size = node.output().size();
        if (node.input(0).size() != size || node.input(1).size() != size) return null;
        Node right = node.input(1).root.producer;
        if (right != null && right.op instanceof Op.MatMul) return right;
        Node left = node.input(0).root.producer;
        return left != null && left.op instanceof Op.MatMul ? left : null;
    }

    /** Whether nobody else reads what lies there, all of it in its order. */
    private boolean alone(Value term) {
        return term.rank() == 2 && term.whole() && term.root.computed() && readers.getOrDefault(term.root, 0) == 1;
    }
}
