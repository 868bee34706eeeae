package lab.samediff.models.train;

import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.engine.Engine;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph that is only evaluated; dropout does not act. */
public final class Call {
    private final Engine engine;

    private Call(Engine engine) {
        this.engine = engine;
    }

    /** A call of what {@code build} returns, over the parameters as they are at each call. */
    public static Call of(Params params, Function<Scope, SDVariable> build) {
        return new Call(Engine.forValues(Graph.write(params, Mode.EVAL, build)));
    }

    /** The main result. */
    public INDArray run(Map<String, INDArray> inputs) {
        return engine.run(inputs, Interpreter.Outcome::result, (plan, seed) -> {
            plan.run(inputs, seed);
            return plan.result();
        });
    }

    /** Everything that was reported by {@link Scope#report}, by name. */
    public Map<String, INDArray> reported(Map<String, INDArray> inputs) {
        return engine.run(inputs, Interpreter.Outcome::reported, (plan, seed) -> {
            plan.run(inputs, seed);
            return plan.reported();
        });
    }
}
