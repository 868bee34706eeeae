package lab.samediff.models.engine.plan;

import java.util.Arrays;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;

/** How one op of SameDiff is written as nodes and views. */
interface Rule {
    /** The results of {@code call}. */
    Value[] lower(Builder builder, Call call);

    /** A rule with one operand and one result. */
    static Rule of(java.util.function.BiFunction<Builder, Value, Value> rule) {
        return (builder, call) -> new Value[] {rule.apply(builder, call.x())};
    }

    /** One op where it is used. */
    final class Call {
        /** The variable that the op writes. */
        final String name;

        final DifferentialFunction op;
        private final Value[] inputs;

        Call(String name, DifferentialFunction op, Value... inputs) {
            this.name = name;
            this.op = op;
            this.inputs = inputs.clone();
        }

        int count() {
            return inputs.length;
        }

        Value input(int i) {
            return inputs[i];
        }

        Value x() {
            return inputs[0];
        }

        Value y() {
            return inputs[1];
        }

        int[] integers() {
            return Arrays.stream(((DynamicCustomOp) op).iArgs())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }

        double real(int i) {
            return ((DynamicCustomOp) op).tArgs()[i];
        }

        boolean flag(int i) {
            return ((DynamicCustomOp) op).bArgs()[i];
        }

        double scalar() {
            return ((ScalarOp) op).scalar().getDouble(0);
        }

        /** An axis that may be counted from the end, of an operand of {@code rank} axes. */
        static int axis(int axis, int rank) {
            return axis < 0 ? axis + rank : axis;
        }
    }
}
