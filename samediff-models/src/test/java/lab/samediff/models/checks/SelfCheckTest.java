package lab.samediff.models.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Convolve;
import lab.samediff.models.graph.Ops;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    /** Draws new numbers at each call, so that differences say nothing; its users' layers are checked without it. */
    private static final Set<String> WITHOUT_GRADIENT = Set.of("uniformLike");

    @Test
    void everyOpOfTheAllowListHasACase() {
        Set<String> ops = Stream.of(Ops.class, Arrange.class, Convolve.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        ops.removeAll(WITHOUT_GRADIENT);
        Set<String> checked = OpCases.all().stream().map(Case::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(checked).containsAll(ops);
    }

    @Test
    void everyBlockPasses() {
        assertThat(SelfCheck.blocks()).isNotEmpty().allMatch(SelfCheck.Finding::passes);
    }

    @Test
    void everyOpPasses() {
        assertThat(SelfCheck.ops()).isNotEmpty().allMatch(SelfCheck.Finding::passes);
    }

    @Test
    void everyOpAndBlockIsTheSameCompiled() {
        assertThat(SelfCheck.compiledOps()).isNotEmpty().allMatch(SelfCheck.Finding::passes);
        assertThat(SelfCheck.compiledBlocks()).isNotEmpty().allMatch(SelfCheck.Finding::passes);
    }
}
