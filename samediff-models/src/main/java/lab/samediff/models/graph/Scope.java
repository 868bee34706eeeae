package lab.samediff.models.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The place in a graph where a layer is being built: the graph, its parameters, the path and the mode. */
public final class Scope {
    private final SameDiff graph;
    private final Params params;
    private final String path;
    private final Mode mode;
    private final boolean shared;
    private final Predicate<String> moves;

    private Scope(SameDiff graph, Params params, String path, Mode mode, boolean shared, Predicate<String> moves) {
        this.graph = graph;
        this.params = params;
        this.path = path;
        this.mode = mode;
        this.shared = shared;
        this.moves = moves;
    }

    static Scope root(SameDiff graph, Params params, Mode mode, Predicate<String> moves) {
        return new Scope(graph, params, "", mode, false, moves);
    }

    /**
     * Opens the place {@code name} below this one, once.
     *
     * @throws IllegalStateException if it was opened before: to share its weights say {@link #again}
     */
    public Scope in(String name) {
        String place = join(name);
        if (!trace().opened.add(place) && !shared) {
            throw new IllegalStateException(
                    place + " is built twice in one graph; to share its weights use again(...)");
        }
        trace().at(place);
        return new Scope(graph, params, place, mode, shared, moves);
    }

    /**
     * The place {@code name} once more: what is built here uses the weights that are already there.
     *
     * @throws IllegalStateException if it was never opened by {@link #in}
     */
    public Scope again(String name) {
        String place = join(name);
        if (!trace().opened.contains(place)) {
            throw new IllegalStateException(place + " is not there yet; open it with in(...) first");
        }
        trace().at(place);
        return new Scope(graph, params, place, mode, true, moves);
    }

    /** The trainable array {@code name} of this place, made by {@code init} if no graph has made it yet. */
    public SDVariable param(String name, Init init) {
        String full = join(name);
        trace().at(path);
        SDVariable known = graph.getVariable(full);
        if (known != null && known.isPlaceHolder()) throw new IllegalStateException(full + " is an input already");
        if (known != null && !shared) {
            throw new IllegalStateException(full + " is built twice in one graph; to share its weights use again(...)");
        }
        if (known != null && known.isPlaceHolder()) throw new IllegalStateException(full + " is an input already");
        INDArray array = params.getOrCreate(full, init);
        if (known != null) return known;
        trace().shape(full, array.shape());
        SDVariable made = moves.test(full) ? graph.var(full, array) : graph.constant(full, array);
        if (made.getArr() != array) throw new IllegalStateException(full + " is not shared with the graph");
        return made;
    }

    /** The input {@code name} of the graph's float type; -1 is a size that may differ from call to call. */
    public SDVariable input(String name, long... shape) {
        return placeholder(name, dataType(), shape);
    }

    /** An input of integer ids, each in [0, limit): the range is checked before anything native sees them. */
    public SDVariable ids(String name, int limit, long... shape) {
        if (limit < 1) throw new IllegalArgumentException("ids " + name + " need a positive limit, got " + limit);
        Integer known = trace().idLimits.putIfAbsent(name, limit);
        if (known != null && known != limit) {
            throw new IllegalArgumentException("ids " + name + " were limited to " + known + ", now to " + limit);
        }
        return placeholder(name, DataType.INT32, shape);
    }

    /** A fixed array, cast to the graph's float type. */
    public SDVariable constant(INDArray value) {
        trace().at(path);
        INDArray own = value.castTo(dataType());
        return trace().made("constant", graph.constant(own == value ? value.dup() : own), value.shape());
    }

    /** The parameters built so far, anywhere in the graph, that are to be moved; for penalties on their size. */
    public List<SDVariable> moved() {
        return graph.variables().stream()
                .filter(variable -> variable.getVariableType() == VariableType.VARIABLE)
                .toList();
    }

    /** Asks the graph to hand out {@code variable} under {@code name} beside its main result. */
    public SDVariable report(String name, SDVariable variable) {
        if (trace().reported.putIfAbsent(name, variable.name()) != null) {
            throw new IllegalStateException(name + " is reported twice");
        }
        return variable;
    }

    /** Sizes of {@code variable}, -1 where they are known only when the graph runs. */
    public static long[] shape(SDVariable variable) {
        return Trace.of(variable.getSameDiff()).shape(variable);
    }

    /**
     * Says what a layer expects of its input: the rank and, where not -1, the sizes.
     *
     * @throws ShapeException naming this place, the layer and both shapes
     */
    public void expect(String layer, SDVariable x, long... wanted) {
        trace().at(path);
        long[] have = shape(x);
        boolean fits = have.length == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = wanted[i] == -1 || have[i] == -1 || wanted[i] == have[i];
        }
        if (!fits) throw trace().misfit(layer, "wants " + Arrays.toString(wanted), x);
    }

    /** Whether the graph is built to train (dropout acts). */
    public boolean training() {
        return mode == Mode.TRAIN;
    }

    /** Whether this place is built once more, by {@link #again} here or above, with the weights of its first use. */
    public boolean shared() {
        return shared;
    }

    /** Where this place is, such as {@code block0/attention}; empty for the root. */
    public String path() {
        return path;
    }

    /** FLOAT, or DOUBLE in gradient checks. */
    public DataType dataType() {
        return params.dataType();
    }

    private SDVariable placeholder(String name, DataType type, long... shape) {
        trace().at(path);
        for (long size : shape) {
            if (size < 1 && size != -1) {
                throw new IllegalArgumentException(
                        "input " + name + " needs positive sizes or -1 for any, got " + Arrays.toString(shape));
            }
        }
        SDVariable known = graph.getVariable(name);
        if (known == null) {
            trace().shape(name, shape);
            return graph.placeHolder(name, type, shape);
        }
        if (!known.isPlaceHolder()) {
            throw new IllegalStateException("input " + name + " would hide the variable of that name");
        }
        if (known.dataType() != type || !Arrays.equals(trace().shape(known), shape)) {
            throw trace().misfit("input", "asked for again as " + type + " " + Arrays.toString(shape), known);
        }
        return known;
    }

    private Trace trace() {
        return Trace.of(graph);
    }

    private String join(String name) {
        if (name.isEmpty() || name.indexOf('#') >= 0) {
            throw new IllegalArgumentException("a name may not be empty or hold '#': '" + name + "'");
        }
        return path.isEmpty() ? name : path + "/" + name;
    }
}
