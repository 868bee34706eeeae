package lab.samediff.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.graph.Params;
import lab.samediff.pipelines.control.CartPole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    private final Networks networks = new Networks(new ActorCritic(4, 2, 8, 1), new Params(1));

    @ParameterizedTest
    @CsvSource({"40, 976", "1, 7", "7, 7", "3, 10", "20, 5"})
    void pointsAreSpreadEvenlyAndTheEndIsOne(int points, int rounds) {
        Evaluation evaluation = new Evaluation(points, 1);
        int[] due = IntStream.range(0, rounds)
                .filter(round -> evaluation.isDue(round, rounds))
                .toArray();
        assertThat(due).hasSize(Math.min(points, rounds)).contains(rounds - 1);
        int[] gaps =
                IntStream.range(1, due.length).map(i -> due[i] - due[i - 1]).toArray();
        if (gaps.length > 0) {
            assertThat(Arrays.stream(gaps).max().orElseThrow()
                            - Arrays.stream(gaps).min().orElseThrow())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void wholeEpisodesArePlayedUpToTheLimit() {
        double[] returns = new Evaluation(1, 30)
                .returns(networks, new CartPole(12), Evaluation.Choice.SAMPLED, new SplittableRandom(1));
        assertThat(returns).hasSize(30);
        assertThat(Arrays.stream(returns)).allMatch(r -> r >= 8 && r <= 12).anyMatch(r -> r == 12);
    }

    @Test
    void theLikeliestActionIsTakenWhereItIsGreedy() {
        List<double[]> states = Evaluation.watched(networks, new CartPole(50), new SplittableRandom(1));
        Networks.Opinion[] opinions =
                networks.of(states.stream().map(new CartPole(50)::observe).toArray(float[][]::new));
        for (Networks.Opinion opinion : opinions) {
            assertThat(opinion.policy().probability(opinion.greedy())).isGreaterThanOrEqualTo(0.5);
        }
    }

    @Test
    void aWatchedEpisodeHasOneStateMoreThanSteps() {
        assertThat(Evaluation.watched(networks, new CartPole(5), new SplittableRandom(1)))
                .hasSize(6);
    }

    @Test
    void badNumbersAreNamed() {
        assertThatThrownBy(() -> new Evaluation(0, 1)).hasMessageContaining("points must be at least 1");
        assertThatThrownBy(() -> new Evaluation(1, 0)).hasMessageContaining("episodes must be at least 1");
    }
}
