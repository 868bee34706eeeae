package lab.samediff.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lab.samediff.models.engine.Differentiated;
import lab.samediff.models.engine.Engine;
import lab.samediff.models.engine.EngineKind;
import lab.samediff.models.engine.plan.Team;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.losses.CrossEntropy;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a step on a plan takes from the heap and from the rest of the memory. */
class StepMemoryTest {
    /** Bytes of heap that a step may take, on all threads together: closures and numbers, but no array. */
    private static final long GARBAGE = 2048;

    /** Until the compiler of the JVM has dealt with the kernels, vectors are objects: so many steps at most. */
    private static final int PATIENCE = 10_000;

    private static final int STEPS = 2000;
    private static final int ROWS = 64;
    private static final int INPUTS = 50;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Map<String, INDArray> batch = Map.of(
            "x", Numbers.array(DataType.FLOAT, Numbers.gaussians(1, ROWS * INPUTS, 1), ROWS, INPUTS),
            "labels", labels());

    private static INDArray labels() {
        double[] labels = new double[10 * ROWS];
        for (int i = 0; i < ROWS; i++) labels[10 * i + i % 10] = 1;
        return Numbers.array(DataType.FLOAT, labels, ROWS, 10);
    }

    private static SDVariable classifier(Scope s) {
        SDVariable logits = new Mlp(INPUTS, 64, 2, 10, Activation.GELU).apply(s, s.input("x", -1, INPUTS));
        return CrossEntropy.ofLogits(s.report("logits", logits), s.input("labels", -1, 10));
    }

    private static Step step() {
        Rule rule = Rule.adamW(1e-3, 0.1).with(new Clip.Norm(1)).averaging(0.99);
        Team team = new Team(2);
        return Step.of(
                new Params(1),
                "",
                rule,
                StepMemoryTest::classifier,
                graph -> Engine.of(Differentiated.forGradients(graph), EngineKind.COMPILED, team));
    }

    private long allocated() {
        LongStream workers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("plan-"))
                .mapToLong(Thread::getId);
        long[] all = LongStream.concat(
                        workers, LongStream.of(Thread.currentThread().getId()))
                .toArray();
        return LongStream.of(threads.getThreadAllocatedBytes(all))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    @Test
    void aStepLeavesNoGarbageButAFewClosures() {
        Step step = step();
        long least = Long.MAX_VALUE;
        int window = 200;
        for (int taken = 0; taken < PATIENCE && least > GARBAGE; taken += window) {
            long before = allocated();
            for (int k = 0; k < window; k++) step.run(batch);
            least = Math.min(least, (allocated() - before) / window);
        }
        assertThat(least).isLessThanOrEqualTo(GARBAGE);
    }

    /** The smallest activation, of 64 × 10 floats, kept at each step would be 5 MB; a hidden layer 33 MB. */
    @Test
    void theProcessDoesNotGrow() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeThat(status).as("memory of the process, on Linux only").exists();
        Step step = step();
        for (int k = 0; k < STEPS; k++) step.run(batch);
        System.gc();
        long before = residentKilobytes(status);
        for (int k = 0; k < STEPS; k++) step.run(batch);
        System.gc();
        // The compiler's own memory and the heap's breathing are in it too.
        assertThat(residentKilobytes(status) - before).isLessThan(16_000);
    }

    private static long residentKilobytes(Path status) throws IOException {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
