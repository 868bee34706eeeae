package lab.samediff.models.checks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Checks every op and block on the backend that is loaded: its gradient against central differences, and what a plan
 * makes of it against the interpreter.
 */
public final class SelfCheck {
    /** Largest relative error of a gradient that passes; float64 central differences reach about 1e-9. */
    private static final double TOLERANCE = 1e-6;

    private SelfCheck() {}

    /**
     * What one case gave.
     *
     * @param name of the op or block
     * @param worst relative error of the worst entry
     * @param where the array it is in
     * @param tolerance the largest error that passes
     */
    public record Finding(String name, double worst, String where, double tolerance) {
        /** Whether the error is within the tolerance; not so for NaN. */
        public boolean passes() {
            return worst <= tolerance;
        }
    }

    /** The gradient of every op of the allow-list. */
    public static List<Finding> ops() {
        return OpCases.all().stream().map(SelfCheck::check).toList();
    }

    /** The gradient of every block and model, at a tiny size. */
    public static List<Finding> blocks() {
        return BlockCases.all().stream().map(SelfCheck::check).toList();
    }

    /** Every op of the allow-list, compiled and interpreted. */
    public static List<Finding> compiledOps() {
        return OpCases.all().stream().map(SelfCheck::compiled).toList();
    }

    /** Every block and model, compiled and interpreted. */
    public static List<Finding> compiledBlocks() {
        return BlockCases.all().stream().map(SelfCheck::compiled).toList();
    }

    private static Finding compiled(Case checked) {
        return new CompiledCheck(checked)
                .run(s -> weighted(s, s.report("result", checked.build().apply(s))));
    }

    private static Finding check(Case checked) {
        Params params = new Params(7, DataType.DOUBLE);
        Function<Scope, SDVariable> loss = s -> weighted(s, checked.build().apply(s));
        GradientCheck.Result result = checked.large()
                ? GradientCheck.along(new SplittableRandom(7), params, checked.inputs(), loss)
                : GradientCheck.of(params, checked.inputs(), loss);
        return new Finding(checked.name(), result.worst(), result.where(), TOLERANCE);
    }

    /** Σ w ⊙ result with weights that differ from entry to entry, so that no entry can hide behind another. */
    private static SDVariable weighted(Scope s, SDVariable result) {
        long[] shape = Scope.shape(result);
        if (shape.length == 0) return result;
        long last = shape[shape.length - 1];
        double[] weights = new double[Math.toIntExact(last)];
        for (int i = 0; i < weights.length; i++) weights[i] = 0.5 + Math.sin(1.0 + i);
        SDVariable square = Ops.mul(Ops.square(result), 0.3);
        return Ops.sum(Ops.mul(Ops.add(result, square), s.constant(Nd4j.createFromArray(weights))), false);
    }
}
