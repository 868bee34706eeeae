package lab.samediff.models.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import lab.samediff.models.engine.Differentiated;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Plans of graphs that a test writes, held against the interpreter. */
final class Plans {
    /** Teams are shared: their threads live as long as the virtual machine. */
    static final Team ALONE = new Team(1);

    static final Team TWO = new Team(2);
    static final Team THREE = new Team(3);

    private static final double TOLERANCE = 1e-5;

    private Plans() {}

    /** A loss, differentiated, over parameters that begin with seed 7. */
    static Differentiated loss(Function<Scope, SDVariable> build) {
        return Differentiated.forGradients(Graph.write(new Params(7), Mode.TRAIN, build));
    }

    static Plan plan(Differentiated source, Map<String, INDArray> inputs, Team team) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        inputs.forEach((name, array) -> shapes.put(name, array.shape()));
        return Plan.compile(source, shapes, team);
    }

    /** Gaussian numbers in an array of its own: what a reshape gives is a view, which a plan has to convert. */
    static INDArray normal(long seed, long... shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
        for (int i = 0; i < numbers.length; i++) numbers[i] = (float) random.nextGaussian();
        return Nd4j.createFromArray(numbers).reshape(shape).dup();
    }

    /**
     * The loss, what it reports and its gradients are those of the interpreter, whose run takes the batch as a whole;
     * for all three teams and in the second run as in the first.
     */
    static void agrees(Function<Scope, SDVariable> build, Map<String, INDArray> inputs) {
        Differentiated source = loss(build);
        Interpreter.Outcome wanted = Interpreter.of(source).run(inputs);
        for (Team team : new Team[] {ALONE, TWO, THREE}) {
            Plan plan = plan(source, inputs, team);
            for (int run = 0; run < 2; run++) {
                plan.run(inputs, run);
                agrees("team of " + team.size() + ", run " + run, plan, wanted);
            }
        }
    }

    private static void agrees(String where, Plan plan, Interpreter.Outcome wanted) {
        close(where + ", result", plan.result(), wanted.result(), 0);
        assertThat(plan.reported().keySet()).isEqualTo(wanted.reported().keySet());
        plan.reported()
                .forEach((name, array) ->
                        close(where + ", " + name, array, wanted.reported().get(name), 0));
        assertThat(plan.gradients().keySet()).isEqualTo(wanted.gradients().keySet());
        double largest = wanted.gradients().values().stream()
                .mapToDouble(gradient -> largest(floats(gradient)))
                .max()
                .orElse(0);
        // A gradient that is 0 in theory is rounding noise of the others.
        plan.gradients()
                .forEach((name, array) -> close(
                        where + ", gradient of " + name,
                        array,
                        wanted.gradients().get(name),
                        largest / 10));
    }

    /** Within 1e-5 of the largest entry, or of {@code scale} where that is larger. */
    static void close(String where, INDArray found, INDArray wanted, double scale) {
        assertThat(found.shape()).as(where).isEqualTo(wanted.shape());
        float[] x = floats(found);
        float[] y = floats(wanted);
        double bound = TOLERANCE * Math.max(scale, largest(y));
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(x[i] - y[i]))
                    .as("%s, entry %d: %s for %s", where, i, x[i], y[i])
                    .isLessThanOrEqualTo((float) bound);
        }
    }

    static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    private static double largest(float... numbers) {
        double largest = 0;
        for (float number : numbers) largest = Math.max(largest, Math.abs(number));
        return largest;
    }

    /** Everything that a plan hands out, to the bit. */
    static Map<String, float[]> all(Plan plan) {
        Map<String, float[]> all = new LinkedHashMap<>();
        all.put("the result", floats(plan.result()));
        plan.reported().forEach((name, array) -> all.put("reported " + name, floats(array)));
        plan.gradients().forEach((name, array) -> all.put("gradient of " + name, floats(array)));
        return all;
    }

    static void same(Plan found, Plan wanted) {
        Map<String, float[]> all = all(wanted);
        all(found).forEach((name, numbers) -> assertThat(numbers).as(name).isEqualTo(all.get(name)));
    }
}
