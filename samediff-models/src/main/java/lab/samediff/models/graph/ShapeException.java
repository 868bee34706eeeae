package lab.samediff.models.graph;

/** Shapes that do not fit, found while the graph is being written: names the layer's path, the op and the shapes. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ShapeException(String path, String op, String problem) {
        super((path.isEmpty() ? "" : path + ": ") + op + ": " + problem);
    }
}
