package lab.samediff.models.engine.plan;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import lab.samediff.models.engine.Differentiated;
import lab.samediff.models.graph.Graph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** A graph compiled for inputs of given shapes; see the package for how. One thread uses it at a time. */
public final class Plan {
    private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();

    private final Program program;
    private final Memories memories;
    private final Instruction[][] lists;
    private final List<Staging> staged;
    private final Team team;
    private final int meetings;
    private final List<String> names;
    private final Parts result;
    private final Gradients slopes;
    /** Whether the gradients of the last run are added up. */
    private boolean gathered;

    private Plan(Program program, Memories memories, Assembly.Schedule schedule, List<Staging> staged, Team team) {
        this.program = program;
        this.memories = memories;
        this.meetings = schedule.meetings();
        this.names = schedule.names();
        this.lists = schedule.lists().stream()
                .map(list -> list.toArray(Instruction[]::new))
                .toArray(Instruction[][]::new);
        this.staged = staged;
        this.team = team;
        this.result = new Parts(program.result.root, memories);
        this.slopes = new Gradients(program, memories);
    }

    /**
     * Compiles {@code source} for inputs of {@code shapes}.
     *
     * @throws UnsupportedException naming what a plan cannot take
     */
    public static Plan compile(Differentiated source, Map<String, long[]> shapes, Team team) {
        Map<String, int[]> sizes = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> sizes.put(name, Sizes.ints(shape)));
        Program program = Lowering.program(source, sizes);
        List<String> batched = batched(source.graph().inputs());
        int samples = samples(batched, sizes);
        int threads = Math.min(team.size(), samples);
        Batch batch = new Batch(threads == 1 ? 1 : samples, threads);
        Spreading spreading = Spreading.of(program, batch, threads == 1 ? List.of() : batched);
        List<Unit> units = Fusion.units(spreading.placed(), batch);
        Memories memories = new Memories(batch, spreading, units, program);
        Assembly.Schedule schedule = Assembly.schedule(units, program, memories, team);
        return new Plan(program, memories, schedule, staging(units, memories), team);
    }

    /** Inputs whose first size is open when the graph is written: it is the batch. */
    private static List<String> batched(Map<String, Graph.Input> inputs) {
        return inputs.entrySet().stream()
                .filter(entry -> !entry.getValue().shape().isEmpty()
                        && entry.getValue().shape().get(0) == -1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The size of the batch; 1, which is not dealt out, where the inputs have none in common. */
    private static int samples(List<String> batched, Map<String, int[]> sizes) {
        int[] counts = batched.stream()
                .map(sizes::get)
                .filter(Objects::nonNull)
                .mapToInt(shape -> shape[0])
                .distinct()
                .toArray();
        return counts.length == 1 ? counts[0] : 1;
    }

    private static List<Staging> staging(List<Unit> units, Memories memories) {
        Set<Root> roots = new LinkedHashSet<>();
        for (Unit unit : units) {
            for (Placed member : unit.members()) {
                for (Value input : member.inputs()) if (input.root.input) roots.add(input.root);
            }
        }
        List<Staging> staged = new ArrayList<>();
        for (Root root : roots) staged.add(new Staging(root, memories));
        return staged;
    }

    /** Computes everything once for {@code inputs} of the shapes that the plan was compiled for. */
    public void run(Map<String, INDArray> inputs, long seed) {
        stage(inputs);
        if (lists.length == 1) execute(0, seed);
        else team.run(lists.length, member -> execute(member, seed));
    }

    /**
     * The same, then adds up the gradients, and then runs {@code after} on every thread with its number: what follows a
     * backward pass needs no further start of the threads.
     */
    public void run(Map<String, INDArray> inputs, long seed, IntConsumer after) {
        stage(inputs);
        if (lists.length == 1) {
            execute(0, seed);
            slopes.gather(0);
            after.accept(0);
        } else {
            team.run(lists.length, member -> {
                execute(member, seed);
                team.meet();
                slopes.gather(member);
                team.meet();
                after.accept(member);
            });
        }
        gathered = true;
    }

    private void stage(Map<String, INDArray> inputs) {
        gathered = false;
        for (Staging input : staged) {
            INDArray array = inputs.get(input.name());
            if (array == null) throw new IllegalArgumentException("input " + input.name() + " is missing");
            input.stage(array);
        }
    }

    private void execute(int member, long seed) {
        prepare(member, seed);
        for (Instruction instruction : lists[member]) instruction.run();
    }

    private void prepare(int member, long seed) {
        // OpenMP has a number of its own for each thread that calls it, to begin with that of all processors.
        NATIVE.setOmpNumThreads(1);
        memories.tile(member).seed = seed;
    }

    /** The graph's result, as an array of its own. */
    public INDArray result() {
        return array(result.numbers(), program.result);
    }

    /** What the graph reports, as arrays of their own. */
    public Map<String, INDArray> reported() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        program.reported.forEach((name, value) -> arrays.put(name, copy(value)));
        return arrays;
    }

    /** The gradients by parameter, as arrays of their own. */
    public Map<String, INDArray> gradients() {
        for (int t = 0; t < lists.length && !gathered; t++) slopes.gather(t);
        gathered = true;
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        program.gradients.forEach((name, value) -> {
            float[] numbers = new float[value.root.size];
            slopes.read(arrays.size(), 0, numbers.length, numbers, 0);
            arrays.put(name, array(numbers, value));
        });
        return arrays;
    }

    /** The gradients as {@link #run(Map, long, IntConsumer)} added them up, in the order of {@link #gradients}. */
    public Gradients slopes() {
        return slopes;
    }

    /** The first entry of the graph's result, such as a loss. */
    public float number() {
        return result.number(0);
    }

    /** The numbers of a row-major float32 array, for as long as the array is there. */
    public static FloatBuffer floats(INDArray array) {
        return Memory.of(array).floats;
    }

    private static INDArray array(float[] numbers, Value value) {
        return Nd4j.createFromArray(numbers).reshape('c', Sizes.longs(value.shape()));
    }

    private INDArray copy(Value value) {
        return array(new Parts(value.root, memories).numbers(), value);
    }

    /**
     * How long the first thread takes for what it runs, in nanoseconds, by a description; the sum over {@code runs}.
     * Waits at meetings are in it.
     */
    public Map<String, Long> profile(Map<String, INDArray> inputs, int runs) {
        long[] nanos = new long[names.size()];
        for (int i = 0; i < runs; i++) {
            stage(inputs);
            team.run(lists.length, member -> {
                if (member > 0) execute(member, 0);
                else timed(nanos);
            });
        }
        Map<String, Long> profile = new LinkedHashMap<>();
        for (int i = 0; i < nanos.length; i++) profile.put(i + " " + names.get(i), nanos[i]);
        return profile;
    }

    private void timed(long[] nanos) {
        prepare(0, 0);
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            lists[0][i].run();
            nanos[i] += System.nanoTime() - begin;
        }
    }

    /** Bytes that the plan keeps off the heap. */
    public long bytes() {
        return memories.bytes();
    }

    /** Bytes that the results of all its nodes would take if each kept its own. */
    public long outputBytes() {
        return memories.outputBytes();
    }

    /** How many threads share a run. */
    public int threads() {
        return lists.length;
    }

    /** How often all threads wait for each other in a run, beside its end: where samples meet. */
    public int meetings() {
        return meetings;
    }
}
