package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.engine.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every op of the allow-list: value and shape against plain Java, gradient against central differences. */
class OpsGradientTest {
    private static final double TOLERANCE = 1e-6;

    /** Ops through which no gradient flows, and random numbers: see {@link NoGradientTest}. */
    private static final Set<String> ELSEWHERE = Set.of(
            "zerosLike(SDVariable)",
            "uniformLike(SDVariable)",
            "oneHot(SDVariable, int, SDVariable)",
            "positive(SDVariable)",
            "stopGradient(SDVariable)");

    static Stream<OpCase> cases() {
        return Stream.of(ArithmeticCases.all(), ReductionCases.all(), ArrangeCases.all(), ConvolveCases.all())
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valueAndShapeAgreeWithPlainJava(OpCase op) {
        for (boolean transposed : op.layouts()) {
            Params params = op.params(transposed);
            Graph graph = Graph.write(params, Mode.EVAL, s -> op.build().on(s, op.operands(s, transposed)));
            INDArray found = Interpreter.forValues(graph).run(op.inputs()).result();
            Plain expected = op.oracle().apply(op.plain(params, transposed));
            assertThat(graph.resultShape()).as("shape known before the run").isEqualTo(expected.shape);
            assertThat(found.shape()).isEqualTo(expected.shape);
            assertThat(Plain.of(found).data).containsExactly(expected.data, within(1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientAgreesWithCentralDifferences(OpCase op) {
        for (boolean transposed : op.layouts()) {
            Params params = op.params(transposed);
            GradientCheck.Result result = GradientCheck.of(
                    params, op.inputs(), s -> weighted(s, op.build().on(s, op.operands(s, transposed))));
            assertThat(result.entries()).isEqualTo(params.count());
            assertThat(result.passes(TOLERANCE)).as("%s", result).isTrue();
        }
    }

    @Test
    void everyPublicFunctionHasACase() {
        Set<String> tried = new TreeSet<>(ELSEWHERE);
        cases().map(OpCase::method).forEach(tried::add);
        Set<String> there = Stream.of(Ops.class, Arrange.class, Convolve.class)
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .map(OpsGradientTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried).isEqualTo(there);
    }

    private static String signature(Method method) {
        List<String> types = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .toList();
        return method.getName() + "(" + String.join(", ", types) + ")";
    }

    /** Σ wᵢ yᵢ with fixed weights of either sign, so that no two entries of the gradient are alike. */
    static SDVariable weighted(Scope scope, SDVariable y) {
        RandomGenerator random = new java.util.SplittableRandom(11);
        INDArray weights = Init.normal(1, Scope.shape(y)).create(random, DataType.DOUBLE);
        return Ops.sum(Ops.mul(y, scope.constant(weights)), false);
    }
}
