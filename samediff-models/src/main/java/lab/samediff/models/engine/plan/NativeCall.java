package lab.samediff.models.engine.plan;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** Writes the instruction of an op of ND4J, for the samples of one thread. */
final class NativeCall {
    private NativeCall() {}

    static Instruction write(Op.Native call, Placed placed, Memories memories, int thread) {
        DynamicCustomOp op = call.op();
        OpContext context = Nd4j.getExecutioner().buildContext();
        for (int i = 0; i < placed.inputs().size(); i++) {
            context.setInputArray(i, array(placed.input(i), memories, thread));
        }
        for (int i = 0; i < placed.node().outputs.size(); i++) {
            context.setOutputArray(i, array(placed.node().outputs.get(i), memories, thread));
        }
        context.setIArguments(op.iArgs());
        context.setTArguments(op.tArgs());
        context.setBArguments(op.bArgs());
        context.setDArguments(op.dArgs());
        return NativeArrays.instruction(op.opName(), op.opHash(), context);
    }

    private static INDArray array(Value value, Memories memories, int thread) {
        boolean spread = memories.spread(value.root) == Spread.SAMPLES;
        Value part = spread ? memories.batch().part(value, 0, thread) : value;
        return NativeArrays.array(part, memories.place(value.root, thread));
    }
}
