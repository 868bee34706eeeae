package lab.samediff.models.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.samediff.models.engine.Differentiated;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.FaultyOps;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a plan promises its caller. */
class PlanTest {
    /** A run may leave this much garbage on the heap of the calling thread: ND4J's handles of two inputs, no arrays. */
    private static final long GARBAGE = 16 << 10;

    private static final long MEGABYTE = 1 << 20;

    private static SDVariable network(Scope s) {
        SDVariable product = Ops.matmul(s.input("x", -1, 3), s.param("w", Init.normal(1, 3, 4)));
        SDVariable hidden = Ops.tanh(Ops.add(product, s.param("b", Init.normal(1, 4))));
        SDVariable rows = Arrange.gather(s.param("table", Init.normal(1, 5, 4)), s.ids("ids", 5, -1));
        return Ops.mean(Ops.mul(s.report("hidden", hidden), rows), false);
    }

    private static Map<String, INDArray> inputs() {
        return Map.of("x", Plans.normal(1, 6, 3), "ids", Nd4j.createFromArray(1, 4, 0, 2, 2, 3));
    }

    @Test
    void anOpWithoutARuleIsNamed() {
        Graph graph = Graph.write(new Params(1), Mode.EVAL, s -> FaultyOps.undifferentiable(s.input("x", 2, 2)));
        assertThatThrownBy(() ->
                        Plan.compile(Differentiated.forValues(graph), Map.of("x", new long[] {2, 2}), Plans.ALONE))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("cholesky");
    }

    @Test
    void aMissingInputIsNamed() {
        Plan plan = Plans.plan(Plans.loss(PlanTest::network), inputs(), Plans.TWO);
        assertThatThrownBy(() -> plan.run(Map.of("x", Plans.normal(1, 6, 3)), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ids");
    }

    @Test
    void anIdOutOfRangeStopsTheRunAndThePlanWorksAfterwards() {
        for (Team team : new Team[] {Plans.ALONE, Plans.TWO, Plans.THREE}) {
            Plan plan = Plans.plan(Plans.loss(PlanTest::network), inputs(), team);
            plan.run(inputs(), 0);
            Map<String, float[]> before = Plans.all(plan);
            for (int at : new int[] {0, 5}) {
                Map<String, INDArray> wrong = new LinkedHashMap<>(inputs());
                wrong.put("ids", inputs().get("ids").dup().putScalar(at, 7));
                assertThatThrownBy(() -> plan.run(wrong, 0)).hasMessageContaining("id 7.0 of 5 rows");
            }
            plan.run(inputs(), 0);
            Plans.all(plan)
                    .forEach((name, numbers) -> assertThat(numbers).as(name).isEqualTo(before.get(name)));
        }
    }

    @Test
    void theLayoutAndTypeOfInputsDoNotMatter() {
        for (Team team : new Team[] {Plans.ALONE, Plans.THREE}) {
            Plan expected = Plans.plan(Plans.loss(PlanTest::network), inputs(), team);
            expected.run(inputs(), 0);
            Plan plan = Plans.plan(Plans.loss(PlanTest::network), inputs(), team);
            for (INDArray x : layouts(inputs().get("x"))) {
                for (DataType type : new DataType[] {DataType.INT32, DataType.INT64, DataType.FLOAT}) {
                    plan.run(Map.of("x", x, "ids", inputs().get("ids").castTo(type)), 0);
                    Plans.same(plan, expected);
                }
            }
        }
    }

    private static List<INDArray> layouts(INDArray x) {
        INDArray wide = Nd4j.zeros(DataType.FLOAT, 9, 7);
        INDArray view = wide.get(NDArrayIndex.interval(2, 8), NDArrayIndex.interval(1, 4));
        view.assign(x);
        INDArray tall = Nd4j.zeros(DataType.FLOAT, 9, 3);
        INDArray rows = tall.get(NDArrayIndex.interval(3, 9), NDArrayIndex.all());
        rows.assign(x);
        return List.of(x, x.dup('f'), view, rows, x.transpose().dup('c').transpose(), x.castTo(DataType.DOUBLE));
    }

    @Test
    void parametersThatWereChangedInPlaceAreSeen() {
        Params params = new Params(7);
        Differentiated source = Differentiated.forGradients(Graph.write(params, Mode.TRAIN, PlanTest::network));
        Plan plan = Plans.plan(source, inputs(), Plans.TWO);
        plan.run(inputs(), 0);
        params.arrays().values().forEach(array -> array.muli(-0.7).addi(0.1));
        plan.run(inputs(), 0);
        Plan fresh = Plans.plan(source, inputs(), Plans.TWO);
        fresh.run(inputs(), 0);
        Plans.same(plan, fresh);
    }

    @Test
    void resultsAreArraysOfTheirOwn() {
        Plan plan = Plans.plan(Plans.loss(PlanTest::network), inputs(), Plans.TWO);
        plan.run(inputs(), 0);
        Map<String, float[]> before = Plans.all(plan);
        INDArray early = plan.gradients().get("w");
        plan.gradients().values().forEach(gradient -> gradient.muli(100));
        plan.reported().values().forEach(array -> array.muli(100));
        plan.result().muli(100);
        Plans.all(plan).forEach((name, numbers) -> assertThat(numbers).as(name).isEqualTo(before.get(name)));
        plan.run(Map.of("x", Plans.normal(2, 6, 3), "ids", inputs().get("ids")), 0);
        assertThat(Plans.floats(early)).isEqualTo(before.get("gradient of w"));
        assertThat(plan.gradients().get("w").data().asFloat()).isNotEqualTo(before.get("gradient of w"));
    }

    @Test
    void parametersAndInputsThatAreReportedAreCopied() {
        Params params = new Params(7);
        Graph graph = Graph.write(params, Mode.EVAL, s -> {
            s.report("input", s.input("x", -1, 3));
            return s.report("again", s.param("w", Init.ones(2)));
        });
        Plan plan = Plans.plan(Differentiated.forValues(graph), Map.of("x", Plans.normal(1, 6, 3)), Plans.TWO);
        plan.run(Map.of("x", Plans.normal(1, 6, 3)), 0);
        INDArray result = plan.result();
        result.muli(5);
        assertThat(Plans.floats(plan.reported().get("again"))).containsExactly(1, 1);
        assertThat(Plans.floats(plan.reported().get("input"))).isEqualTo(Plans.floats(Plans.normal(1, 6, 3)));
        assertThat(params.arrays().get("w").data().asFloat()).containsExactly(1, 1);
    }

    /** What is drawn depends on the seed and on the place in the batch, not on who draws it. */
    @Test
    void noiseIsTheSameForAnyTeamAndAnotherOneForAnotherSeed() {
        Differentiated source = Plans.loss(s -> {
            SDVariable x = Ops.mul(s.input("x", -1, 3), s.param("w", Init.ones(3)));
            SDVariable noise = s.report("noise", Arrange.uniformLike(x));
            return Ops.mean(Ops.mul(x, noise), false);
        });
        Map<String, INDArray> inputs = Map.of("x", Plans.normal(1, 7, 3));
        Plan alone = Plans.plan(source, inputs, Plans.ALONE);
        alone.run(inputs, 5);
        float[] drawn = Plans.floats(alone.reported().get("noise"));
        for (Team team : new Team[] {Plans.TWO, Plans.THREE}) {
            Plan plan = Plans.plan(source, inputs, team);
            plan.run(inputs, 5);
            assertThat(Plans.floats(plan.reported().get("noise"))).isEqualTo(drawn);
            plan.run(inputs, 6);
            assertThat(Plans.floats(plan.reported().get("noise"))).isNotEqualTo(drawn);
        }
    }

    /** What follows on the threads finds the gradients added up. */
    @Test
    void whatFollowsARunFindsAllGradients() {
        for (Team team : new Team[] {Plans.ALONE, Plans.TWO, Plans.THREE}) {
            Plan plain = Plans.plan(Plans.loss(PlanTest::network), inputs(), team);
            plain.run(inputs(), 0);
            Map<String, INDArray> wanted = plain.gradients();
            Plan plan = Plans.plan(Plans.loss(PlanTest::network), inputs(), team);
            float[][] seen = new float[3][12];
            int w = List.copyOf(wanted.keySet()).indexOf("w");
            plan.run(inputs(), 0, member -> plan.slopes().read(w, 0, 12, seen[member], 0));
            float[] expected = Plans.floats(wanted.get("w"));
            for (int i = 0; i < team.size(); i++) assertThat(seen[i]).isEqualTo(expected);
            double squares = 0;
            for (float entry : expected) squares += (double) entry * entry;
            assertThat(plan.slopes().squares(w))
                    .isCloseTo(squares, org.assertj.core.data.Percentage.withPercentage(1e-4));
            Plans.same(plan, plain);
        }
    }

    @Test
    void aRunLeavesLittleGarbageOnTheHeap() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Assumptions.assumeTrue(threads.isThreadAllocatedMemorySupported(), "this machine does not count allocations");
        // Integers and views are converted; whole arrays of floats are the path without a copy, here of 64 KiB.
        Map<String, INDArray> inputs = Map.of("x", Plans.normal(1, 4096, 3), "ids", Nd4j.zeros(DataType.FLOAT, 4096));
        Plan plan = Plans.plan(Plans.loss(PlanTest::network), inputs, Plans.TWO);
        for (int i = 0; i < 500; i++) plan.run(inputs, i);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 500; i++) plan.run(inputs, i);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 500).isLessThan(GARBAGE);
    }

    /** Arrays of 256 KiB are used in each run; one that is lost in each would show as 500 MB. */
    @Test
    void memoryDoesNotGrowFromRunToRun() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "resident memory is read from /proc");
        Map<String, INDArray> inputs = Map.of("x", Plans.normal(1, 1024, 64));
        Differentiated source = Plans.loss(s -> {
            SDVariable scaled = Ops.mul(s.input("x", -1, 64), s.param("w", Init.normal(1, 64)));
            return Ops.mean(Ops.matmul(Ops.square(scaled), s.param("v", Init.normal(1, 64, 2))), false);
        });
        Plan plan = Plans.plan(source, inputs, Plans.TWO);
        for (int i = 0; i < 200; i++) plan.run(inputs, i);
        long before = resident();
        for (int i = 0; i < 2000; i++) plan.run(inputs, i);
        assertThat(resident() - before).isLessThan(64 * MEGABYTE);
    }

    private static long resident() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
