package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be computed: nodes in an order in which each comes after what it reads, and which of their results are
 * handed out. Nodes that nothing handed out depends on are not in it.
 */
final class Program {
    final List<Node> nodes;
    final Value result;
    final Map<String, Value> reported;
    final Map<String, Value> gradients;

    private Program(List<Node> nodes, Value result, Map<String, Value> reported, Map<String, Value> gradients) {
        this.nodes = List.copyOf(nodes);
        this.result = result;
        this.reported = Collections.unmodifiableMap(new LinkedHashMap<>(reported));
        this.gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
    }

    /** Gradients come first and the loss last: nothing waits for its value. */
    static Program of(Value result, Map<String, Value> reported, Map<String, Value> gradients) {
        Order order = new Order();
        gradients.values().forEach(order::visit);
        order.visit(result);
        reported.values().forEach(order::visit);
        return Accumulation.of(new Program(order.nodes, result, reported, gradients));
    }

    /** The same results, computed by other nodes. */
    Program by(List<Node> others) {
        return new Program(others, result, reported, gradients);
    }

    /** Everything handed out. */
    List<Value> results() {
        List<Value> all = new ArrayList<>(gradients.values());
        all.add(result);
        all.addAll(reported.values());
        return all;
    }

    /** Depth first: a node comes right before what first wants it. */
    private static final class Order {
        private final List<Node> nodes = new ArrayList<>();
        private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        void visit(Value value) {
            java.util.ArrayDeque<Node> path = new java.util.ArrayDeque<>();
            java.util.ArrayDeque<java.util.Iterator<Value>> rest = new java.util.ArrayDeque<>();
            enter(value.root.producer, path, rest);
            while (!path.isEmpty()) {
                java.util.Iterator<Value> inputs = rest.getLast();
                if (inputs.hasNext()) {
                    enter(inputs.next().root.producer, path, rest);
                } else {
                    nodes.add(path.removeLast());
                    rest.removeLast();
                }
            }
        }

        private void enter(
                @org.jspecify.annotations.Nullable Node node,
                java.util.ArrayDeque<Node> path,
                java.util.ArrayDeque<java.util.Iterator<Value>> rest) {
            if (node == null || !seen.add(node)) return;
            path.addLast(node);
            rest.addLast(node.inputs.iterator());
        }
    }
}
