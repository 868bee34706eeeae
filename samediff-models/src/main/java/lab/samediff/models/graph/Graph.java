package lab.samediff.models.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A finished graph: SameDiff's, its main result, what else was reported, and what its inputs must look like. Built
 * once by a function of a {@link Scope}; later additions would be invisible to the gradient function.
 */
public final class Graph {
    private final SameDiff sameDiff;
    private final Params params;
    private final List<String> moved;
    private final String result;
    private final Map<String, Input> inputs;
    private final Map<String, String> reported;

    /**
     * What one input must look like.
     *
     * @param shape sizes, -1 for any
     * @param limit for ids: each must be in [0, limit); 0 for inputs that are no ids
     */
    public record Input(DataType type, List<Long> shape, int limit) {}

    private Graph(SameDiff sameDiff, Params params, SDVariable result) {
        Trace trace = Trace.of(sameDiff);
        this.sameDiff = sameDiff;
        this.params = params;
        this.result = result.name();
        this.moved = sameDiff.variables().stream()
                .filter(v -> v.getVariableType() == VariableType.VARIABLE)
                .map(SDVariable::name)
                .filter(params.arrays()::containsKey)
                .toList();
        this.reported = Collections.unmodifiableMap(new LinkedHashMap<>(trace.reported));
        Map<String, Input> wanted = new LinkedHashMap<>();
        for (String name : sameDiff.inputs()) {
            SDVariable variable = sameDiff.getVariable(name);
            List<Long> shape =
                    java.util.Arrays.stream(trace.shape(variable)).boxed().toList();
            wanted.put(name, new Input(variable.dataType(), shape, trace.idLimits.getOrDefault(name, 0)));
        }
        this.inputs = Collections.unmodifiableMap(wanted);
    }

    /** Writes a graph whose parameters are all variables of it. */
    public static Graph write(Params params, Mode mode, Function<Scope, SDVariable> build) {
        return write(params, "", mode, build);
    }

    /**
     * Writes a graph in which the parameters at or below {@code moves} are variables and all others constants:
     * gradients flow through those, but none is computed for them.
     */
    public static Graph write(Params params, String moves, Mode mode, Function<Scope, SDVariable> build) {
        OpPatches.install();
        SameDiff sameDiff = SameDiff.create();
        Trace.begin(sameDiff);
        Predicate<String> variable = name -> Params.isUnder(name, moves);
        return new Graph(sameDiff, params, build.apply(Scope.root(sameDiff, params, mode, variable)));
    }

    /** The underlying graph, for the engine. */
    public SameDiff sameDiff() {
        return sameDiff;
    }

    /** The parameters that the graph was written over. */
    public Params params() {
        return params;
    }

    /** Names of the parameters that are variables of this graph. */
    public List<String> moved() {
        return moved;
    }

    /** Name of the variable that the building function returned. */
    public String result() {
        return result;
    }

    /** Asked-for extra outputs: the name given to {@link Scope#report} and the variable's name. */
    public Map<String, String> reported() {
        return reported;
    }

    /** What must be fed, by name. */
    public Map<String, Input> inputs() {
        return inputs;
    }

    /** The result's sizes, -1 where they are known only when the graph runs. */
    public long[] resultShape() {
        return Trace.of(sameDiff).shape(sameDiff.getVariable(result));
    }
}
