package lab.samediff.models.checks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.engine.Differentiated;
import lab.samediff.models.engine.Engine;
import lab.samediff.models.engine.EngineKind;
import lab.samediff.models.engine.Engines;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One case, in float32, on a plan and on the interpreter: the loss, the result and all gradients. */
final class CompiledCheck {
    /** Of values; errors are relative to the largest entry of an array. */
    private static final double VALUES = 1e-5;

    /** Of gradients. */
    private static final double GRADIENTS = 1e-4;

    /** An array is not taken for smaller than this times the largest of its kind: what cancels leaves rounding. */
    private static final double SMALL = 3e-3;

    private final Case checked;
    private SelfCheck.Finding worst;

    CompiledCheck(Case checked) {
        this.checked = checked;
        this.worst = new SelfCheck.Finding(checked.name(), 0, "nowhere", VALUES);
    }

    /** What is farthest from agreeing, relative to what is allowed there. */
    SelfCheck.Finding run(Function<Scope, SDVariable> loss) {
        Differentiated source = Differentiated.forGradients(Graph.write(new Params(7), Mode.TRAIN, loss));
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        checked.inputs().forEach((name, x) -> inputs.put(name, x.dataType().isFPType() ? x.castTo(DataType.FLOAT) : x));
        Interpreter.Outcome expected = Interpreter.of(source).run(inputs);
        Interpreter.Outcome found = Engine.of(source, EngineKind.COMPILED, Engines.team())
                .run(inputs, interpreted -> interpreted, (plan, seed) -> {
                    plan.run(inputs, seed);
                    return new Interpreter.Outcome(plan.result(), plan.reported(), plan.gradients());
                });
        compare("loss", found.result(), expected.result(), VALUES, 0);
        expected.reported().forEach((name, array) -> compare(name, get(found.reported(), name), array, VALUES, 0));
        double largest = expected.gradients().values().stream()
                .mapToDouble(CompiledCheck::largest)
                .max()
                .orElse(0);
        expected.gradients()
                .forEach((name, array) -> compare(
                        "gradient of " + name, get(found.gradients(), name), array, GRADIENTS, SMALL * largest));
        return worst;
    }

    private static INDArray get(Map<String, INDArray> arrays, String name) {
        INDArray array = arrays.get(name);
        if (array == null) throw new IllegalStateException("the plan has no " + name);
        return array;
    }

    private void compare(String where, INDArray found, INDArray expected, double tolerance, double small) {
        double scale = Math.max(Math.max(largest(expected), small), 1e-6);
        double error = largest(found.sub(expected)) / scale;
        // The negated comparison lets NaN win, and what won as NaN stays.
        boolean worse = !(error / tolerance <= worst.worst() / worst.tolerance());
        if (worse && !Double.isNaN(worst.worst())) {
            worst = new SelfCheck.Finding(checked.name(), error, where, tolerance);
        }
    }

    /** The largest magnitude; NaN if there is one. */
    private static double largest(INDArray array) {
        double largest = 0;
        for (double entry : array.castTo(DataType.DOUBLE).dup('c').data().asDouble())
            largest = Math.max(largest, Math.abs(entry));
        return largest;
    }
}
