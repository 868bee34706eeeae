package lab.samediff.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.control.GeneralisedAdvantage;
import lab.samediff.models.losses.ClippedPolicy;
import lab.samediff.models.train.Clip;
import lab.samediff.models.train.Rule;
import lab.samediff.pipelines.control.CartPole;
import org.junit.jupiter.api.Test;

class LearnerTest {
    private static Ppo ppo(boolean annealed) {
        return new Ppo(
                new ActorCritic(4, 2, 16, 1),
                new ClippedPolicy(0.2, 0.25, 0.01),
                4,
                32,
                2,
                4,
                new Ppo.Details(true, !annealed, annealed));
    }

    @Test
    void normalisedNumbersHaveMeanZeroAndVarianceOne() {
        double[] numbers = {3, 7, -2, 11, 0.5};
        Learner.normalise(numbers);
        assertThat(Arrays.stream(numbers).sum()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(numbers).map(x -> x * x).sum() / 4).isCloseTo(1, within(1e-7));
    }

    @Test
    void aPolicyThatHasNotLearnedHasNotMovedAndOneThatHasDid() {
        Learner learner = new Learner(ppo(false), Rule.adam(1e-3), new SplittableRandom(1));
        Experience experience =
                new Actors(CartPole.v1(), 4, false, new SplittableRandom(2)).play(learner.networks(), 32);
        assertThat(learner.move(experience).divergence()).isCloseTo(0, within(1e-6));
        assertThat(learner.move(experience).clipped()).isZero();
        learner.learn(experience, experience.targets(new GeneralisedAdvantage(0.99, 0.95)), 1);
        assertThat(learner.move(experience).divergence()).isGreaterThan(1e-5);
    }

    @Test
    void aFewRoundsTeachItToLastLonger() {
        Learner learner = new Learner(ppo(false), Rule.adam(3e-3).with(new Clip.Norm(0.5)), new SplittableRandom(1));
        Actors actors = new Actors(CartPole.v1(), 4, false, new SplittableRandom(2));
        double before = meanReturn(learner);
        for (int round = 0; round < 60; round++) {
            Experience experience = actors.play(learner.networks(), 32);
            learner.learn(experience, experience.targets(new GeneralisedAdvantage(0.99, 0.95)), 1);
        }
        assertThat(meanReturn(learner)).isGreaterThan(2 * before);
    }

    private static double meanReturn(Learner learner) {
        double[] returns = new Evaluation(1, 20)
                .returns(learner.networks(), CartPole.v1(), Evaluation.Choice.SAMPLED, new SplittableRandom(3));
        return Arrays.stream(returns).average().orElseThrow();
    }

    @Test
    void aClipThatShrankToNothingHoldsThePolicyAlmostStill() {
        double[] moved = new double[2];
        for (int i = 0; i < 2; i++) {
            Learner learner = new Learner(ppo(true), Rule.adam(1e-2), new SplittableRandom(1));
            Experience experience =
                    new Actors(CartPole.v1(), 4, false, new SplittableRandom(2)).play(learner.networks(), 32);
            learner.learn(experience, experience.targets(new GeneralisedAdvantage(0.99, 0.95)), i);
            moved[i] = learner.move(experience).divergence();
        }
        assertThat(moved[0]).isLessThan(moved[1]);
    }

    @Test
    void sizesThatDoNotFitAreNamed() {
        Ppo fits = ppo(false);
        assertThatThrownBy(() -> new Ppo(fits.model(), fits.objective(), 3, 5, 1, 4, fits.details()))
                .hasMessageContaining("actors times horizon, 15, must be a multiple of minibatches, 4");
        assertThatThrownBy(() -> new Ppo(fits.model(), fits.objective(), 0, 5, 1, 4, fits.details()))
                .hasMessageContaining("must be at least 1, got 0, 5, 1 and 4");
    }
}
