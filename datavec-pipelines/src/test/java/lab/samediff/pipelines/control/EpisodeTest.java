package lab.samediff.pipelines.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private static Episode episode(int limit) {
        return new Episode(new CartPole(limit), new SplittableRandom(1));
    }

    @Test
    void aPoleThatFallsTerminatesAndIsNotCutOff() {
        Episode episode = episode(500);
        while (!episode.over()) episode.act(1);
        assertThat(episode.terminated()).isTrue();
        assertThat(episode.truncated()).isFalse();
        assertThat(episode.steps()).isBetween(7, 13);
        assertThat(Math.abs(episode.state()[2])).isGreaterThan(CartPole.STEEPEST);
    }

    @Test
    void theLimitOfTimeCutsOffAndDoesNotTerminate() {
        Episode episode = episode(5);
        while (!episode.over()) episode.act(1);
        assertThat(episode.steps()).isEqualTo(5);
        assertThat(episode.truncated()).isTrue();
        assertThat(episode.terminated()).isFalse();
    }

    @Test
    void aPoleThatFallsWithTheLastStepTerminates() {
        Episode unlimited = episode(500);
        while (!unlimited.over()) unlimited.act(1);
        Episode limited = episode(unlimited.steps());
        while (!limited.over()) limited.act(1);
        assertThat(limited.terminated()).isTrue();
        assertThat(limited.truncated()).isFalse();
    }

    @Test
    void everyStepEarnsOneTheLastOneToo() {
        Episode episode = episode(500);
        double sum = 0;
        while (!episode.over()) sum += episode.act(0);
        assertThat(sum).isEqualTo(episode.steps()).isEqualTo(episode.earned());
    }

    @Test
    void sameSeedSameEpisode() {
        Episode one = episode(500);
        Episode other = episode(500);
        for (int i = 0; i < 8; i++) {
            one.act(i % 2);
            other.act(i % 2);
        }
        assertThat(one.observation()).containsExactly(other.observation());
    }

    @Test
    void nothingFollowsTheEnd() {
        Episode episode = episode(1);
        episode.act(0);
        assertThatThrownBy(() -> episode.act(0)).hasMessageContaining("ended after 1 steps");
    }

    @Test
    void theStateThatIsHandedOutIsACopy() {
        Episode episode = episode(500);
        float[] before = episode.observation();
        episode.state()[2] = 1;
        assertThat(episode.observation()).containsExactly(before);
        assertThat(episode.over()).isFalse();
    }
}
