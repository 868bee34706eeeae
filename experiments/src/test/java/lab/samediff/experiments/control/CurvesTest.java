package lab.samediff.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CurvesTest {
    private static Curves curves() {
        Curves curves = new Curves(2, 100);
        curves.add(0, 1, 7);
        curves.add(1, 5, 2);
        curves.add(2, 3, 9);
        return curves;
    }

    @Test
    void addingGivesTheMeanOverTheAgents() {
        assertThat(new Curves(2, 100).add(0, 1, 7)).isEqualTo(4);
    }

    @Test
    void theStepsUntilEachAgentFirstHadEnoughAreAveraged() {
        assertThat(curves().stepsTo(5)).hasValue((200 + 100) / 2.0);
        assertThat(curves().stepsTo(6)).isEmpty();
    }

    @Test
    void theBestIsTheMeanOfTheGreatestAndTheLastIsTheLatest() {
        assertThat(curves().best()).isEqualTo((5 + 9) / 2.0);
        assertThat(curves().last()).containsExactly(3, 9);
    }
}
