package lab.samediff.pipelines.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplittingTest {
    private static final List<Molecule> MOLECULES =
            MadeUpMolecules.table(400, 3, MadeUpMolecules::crossing).molecules();

    private static Split split(Splitting how, long seed) {
        return how.split(MOLECULES, new SplittableRandom(seed));
    }

    @ParameterizedTest
    @EnumSource
    void everyRowIsInOnePartAndTheTrainingPartHasAtMostEightTenths(Splitting how) {
        Split split = split(how, 1);
        List<Integer> all = new ArrayList<>(split.train());
        all.addAll(split.validation());
        all.addAll(split.test());
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, MOLECULES.size()).boxed().toList());
        assertThat(split.train()).hasSizeBetween(300, 320);
        assertThat(split.test()).hasSizeBetween(40, 60);
    }

    @Test
    void aRandomSplitFollowsItsSeed() {
        assertThat(split(Splitting.RANDOM, 1)).isEqualTo(split(Splitting.RANDOM, 1));
        assertThat(split(Splitting.RANDOM, 1)).isNotEqualTo(split(Splitting.RANDOM, 2));
    }

    @Test
    void aScaffoldIsInOnePartOnlyAndTheSplitIsTheSameForAllSeeds() {
        Split split = split(Splitting.SCAFFOLD, 1);
        Set<String> train = scaffolds(split.train());
        Set<String> validation = scaffolds(split.validation());
        Set<String> test = scaffolds(split.test());
        assertThat(train).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(test);
        assertThat(validation).doesNotContainAnyElementsOf(test);
        assertThat(split(Splitting.SCAFFOLD, 2)).isEqualTo(split);
        assertThat(scaffolds(split(Splitting.RANDOM, 1).train()))
                .containsAnyElementsOf(scaffolds(split(Splitting.RANDOM, 1).test()));
    }

    @Test
    void theCommonestScaffoldIsLearnedFrom() {
        Map<String, List<Integer>> groups = Splitting.groups(MOLECULES);
        String commonest = groups.keySet().stream()
                .max((a, b) -> Integer.compare(size(groups, a), size(groups, b)))
                .orElseThrow();
        assertThat(scaffolds(split(Splitting.SCAFFOLD, 1).train())).contains(commonest);
        assertThat(groups.values().stream().mapToInt(List::size).sum()).isEqualTo(MOLECULES.size());
    }

    @Test
    void tooFewMoleculesAreRefused() {
        assertThatThrownBy(() -> Splitting.RANDOM.split(MOLECULES.subList(0, 3), new SplittableRandom(1)))
                .hasMessageContaining("use more molecules");
    }

    private static int size(Map<String, List<Integer>> groups, String scaffold) {
        return groups.getOrDefault(scaffold, List.of()).size();
    }

    private static Set<String> scaffolds(List<Integer> rows) {
        return rows.stream()
                .map(row -> Splitting.scaffold(MOLECULES.get(row)))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
