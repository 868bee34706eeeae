package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {
    private static Losses losses(double begin, double end) {
        return new Losses(List.of(begin, 0.0, 0.0, end));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 700, -3})
    void theBoundIsRelativeAndTighterForTheFirstLoss(double size) {
        Losses ours = losses(size, size);
        assertThat(Agreement.objection(ours, losses(size * (1 + 0.9e-4), size * (1 - 0.9e-3))))
                .isEmpty();
        assertThat(Agreement.objection(ours, losses(size * (1 - 1.1e-4), size)))
                .hasValueSatisfying(words -> assertThat(words).contains("the first loss"));
        assertThat(Agreement.objection(ours, losses(size, size * (1 + 1.1e-3))))
                .hasValueSatisfying(words -> assertThat(words).contains("after three updates"));
    }

    @Test
    void whatIsNoNumberAgreesWithNothing() {
        assertThat(Agreement.objection(losses(Double.NaN, 1), losses(Double.NaN, 1)))
                .isPresent();
        assertThat(Agreement.objection(losses(1, Double.POSITIVE_INFINITY), losses(1, 1)))
                .isPresent();
    }

    @Test
    void twoZerosAgree() {
        assertThat(Agreement.objection(losses(0, 0), losses(0, 0))).isEmpty();
    }

    @Test
    void fourLossesAreWanted() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Losses(List.of(1.0, 2.0)));
    }
}
