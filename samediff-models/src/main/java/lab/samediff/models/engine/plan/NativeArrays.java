package lab.samediff.models.engine.plan;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/** Ops of ND4J on the memory of a plan: a context is bound to its arrays once and run many times. */
final class NativeArrays {
    private NativeArrays() {}

    /** {@code view} at {@code place} as ND4J sees it. */
    static INDArray array(Value view, Place place) {
        return Nd4j.create(
                place.memory().array.data(),
                Sizes.longs(view.shape()),
                Sizes.longs(view.strides()),
                place.base() + (long) view.offset,
                'c');
    }

    /** Runs the op of that name and hash on what the context holds; the context must not be changed afterwards. */
    static Instruction instruction(String name, long hash, OpContext context) {
        NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
        context.shapeFunctionOverride(true);
        OpaqueContext opaque = (OpaqueContext) context.contextPointer();
        return new Instruction() {
            // Freed with the context, which therefore is kept here.
            private final OpContext kept = context;

            @Override
            public void run() {
                if (ops.execCustomOp2(null, hash, opaque) != 0) {
                    throw new IllegalStateException(name + " " + kept.getInputArrays() + ": " + ops.lastErrorMessage());
                }
            }
        };
    }
}
