package lab.samediff.models.engine.plan;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/** An op of ND4J with a context of its own, bound to its arrays once. */
final class NativeCall implements Instruction {
    private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();

    private final long hash;
    private final String name;
    private final OpContext context;
    private final OpaqueContext opaque;

    NativeCall(Op.Native call, Placed placed, Memories memories, int thread) {
        DynamicCustomOp op = call.op();
        this.hash = op.opHash();
        this.name = op.opName();
        this.context = Nd4j.getExecutioner().buildContext();
        for (int i = 0; i < placed.inputs().size(); i++)
            context.setInputArray(i, array(placed.input(i), memories, thread));
        for (int i = 0; i < placed.node().outputs.size(); i++) {
            context.setOutputArray(i, array(placed.node().outputs.get(i), memories, thread));
        }
        context.setIArguments(op.iArgs());
        context.setTArguments(op.tArgs());
        context.setBArguments(op.bArgs());
        context.setDArguments(op.dArgs());
        context.shapeFunctionOverride(true);
        this.opaque = (OpaqueContext) context.contextPointer();
    }

    private static INDArray array(Value value, Memories memories, int thread) {
        boolean spread = memories.spread(value.root) == Spread.SAMPLES;
        Value part = spread ? memories.batch().part(value, 0, thread) : value;
        Place place = memories.place(value.root, thread);
        int begin = place.base() + part.offset;
        int end = begin + part.size();
        INDArray all = place.memory().array;
        if (all.length() == part.size() && begin == 0) return all.reshape('c', Sizes.longs(part.shape()));
        INDArray flat = all.rank() == 1 ? all : all.reshape('c', all.length());
        return flat.get(NDArrayIndex.interval(begin, end)).reshape('c', Sizes.longs(part.shape()));
    }

    @Override
    public void run() {
        if (NATIVE.execCustomOp2(null, hash, opaque) != 0) {
            throw new IllegalStateException(name + ": " + NATIVE.lastErrorMessage());
        }
    }
}
