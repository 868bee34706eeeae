package lab.samediff.experiments.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import lab.samediff.models.dynamics.GeometricBrownian;
import lab.samediff.models.dynamics.OrnsteinUhlenbeck;
import org.junit.jupiter.api.Test;

class SdeErrorsTest {
    @Test
    void withoutNoiseTheErrorsAreThoseOfEulersMethod() {
        double[][] errors = SdeErrors.draw(
                        new GeometricBrownian(0.4, 0), new OrnsteinUhlenbeck(1, 0), 5, 3, new SplittableRandom(1))
                .measure(2);
        for (int level = 0; level < 4; level++) {
            double steps = 4 << level;
            double grown = Math.pow(1 + 0.4 / steps, steps);
            double decayed = Math.pow(1 - 1 / steps, steps);
            assertThat(errors[0][level]).isCloseTo(Math.exp(0.4) - grown, within(1e-12));
            assertThat(errors[1][level]).isCloseTo(Math.exp(-1) - decayed, within(1e-12));
            assertThat(errors[3][level]).isCloseTo(grown * grown - Math.exp(0.8), within(1e-12));
            assertThat(errors[4][level]).isCloseTo(decayed - Math.exp(-1), within(1e-12));
        }
    }

    @Test
    void theExactSolutionOfTheAdditiveEquationBelongsToItsPath() {
        // At the finest step the two differ by far less than the noise has moved them: it is the same path.
        OrnsteinUhlenbeck additive = new OrnsteinUhlenbeck(1, 2);
        double[][] errors = SdeErrors.draw(new GeometricBrownian(0, 0), additive, 10, 200, new SplittableRandom(2))
                .measure(10);
        double moved = 2 * Math.sqrt((1 - Math.exp(-2)) / 2);
        assertThat(errors[1][0]).isLessThan(0.002 * moved).isPositive();
    }

    @Test
    void refiningFourfoldHalvesTheStrongErrorOfTheGeometricEquation() {
        double[][] errors = SdeErrors.draw(
                        new GeometricBrownian(0.05, 0.5),
                        new OrnsteinUhlenbeck(1, 0.5),
                        8,
                        2000,
                        new SplittableRandom(3))
                .measure(4);
        assertThat(errors[0][0] / errors[0][4]).isCloseTo(4, within(0.5));
        assertThat(errors[1][0] / errors[1][4]).isCloseTo(16, within(1.0));
        assertThat(errors[2][0] / errors[2][4]).isCloseTo(16, within(3.0));
    }
}
