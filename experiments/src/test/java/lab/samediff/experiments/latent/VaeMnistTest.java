package lab.samediff.experiments.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lab.samediff.experiments.core.SeededRandom;
import lab.samediff.models.graph.Params;
import lab.samediff.models.latent.Vae;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VaeMnistTest {
    private static final int STEPS = 300;

    /** The least loss over some steps of a small model on noise in [0, 1]. */
    private static double leastLoss(boolean klSign) {
        VaeMnist.Config config =
                new VaeMnist.Config(1, 16, 16, 1, Rule.adam(1e-2), new Vae(9, 8, 2), new VaeMnist.Errata(klSign));
        Step step = Step.of(new Params(1), config.rule(), s -> VaeMnist.loss(config, s));
        SeededRandom random = new SeededRandom(1);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < STEPS && least >= 0; i++) {
            double loss = step.run(Map.of("x", numbers(random, 9, false), "noise", numbers(random, 2, true)));
            least = Math.min(least, loss);
        }
        return least;
    }

    private static INDArray numbers(SeededRandom random, int width, boolean normal) {
        float[][] rows = new float[16][width];
        for (float[] row : rows) {
            for (int k = 0; k < width; k++) row[k] = normal ? (float) random.nextGaussian() : random.nextFloat();
        }
        return Nd4j.createFromArray(rows);
    }

    @Test
    void theTrueBoundNeverFallsBelowZero() {
        assertThat(leastLoss(false)).isPositive();
    }

    @Test
    void withTheDivergenceRewardedTheLossFallsBelowZero() {
        assertThat(leastLoss(true)).isNegative();
    }
}
