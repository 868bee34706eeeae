package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.shade.guava.collect.MapMaker;

/**
 * What is known of a graph while it is being written: the shape of each variable (-1 is a size known only when it
 * runs), the places that are open, and where the writer is. Kept beside the graph because SameDiff knows no shapes
 * before it runs. Holds no reference to the graph, so that both can be collected.
 */
final class Trace {
    private static final Map<SameDiff, Trace> TRACES = new MapMaker().weakKeys().makeMap();

    final Set<String> opened = new HashSet<>();
    final Map<String, Integer> idLimits = new LinkedHashMap<>();
    final Map<String, String> reported = new LinkedHashMap<>();
    private final Map<String, long[]> shapes = new HashMap<>();
    private String path = "";
    private int count;

    static Trace of(SameDiff graph) {
        Trace known = TRACES.get(graph);
        if (known == null) throw new IllegalStateException("this graph was not begun by Graph.begin");
        return known;
    }

    static void begin(SameDiff graph) {
        TRACES.put(graph, new Trace());
    }

    void at(String place) {
        path = place;
    }

    void shape(String name, long... shape) {
        shapes.put(name, shape.clone());
    }

    long[] shape(SDVariable variable) {
        long[] shape = shapes.get(variable.name());
        if (shape == null) throw new IllegalStateException(variable.name() + " was not made by Scope, Ops or Arrange");
        return shape.clone();
    }

    /** Takes a new op's result into the books: a name that tells where it was written, and its shape. */
    SDVariable made(String op, SDVariable result, long... shape) {
        String name = (path.isEmpty() ? "" : path + "/") + op + "#" + count++;
        result.rename(name);
        shape(name, shape);
        return result;
    }

    ShapeException misfit(String op, String problem, SDVariable... operands) {
        List<String> described = Arrays.stream(operands)
                .map(v -> v.name() + " " + Arrays.toString(shapes.get(v.name())))
                .toList();
        return new ShapeException(path, op, problem + "; operands: " + String.join(", ", described));
    }
}
