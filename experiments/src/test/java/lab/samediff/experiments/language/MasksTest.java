package lab.samediff.experiments.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import lab.samediff.models.graph.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {
    private static final MaskedDecoder DECODER = new MaskedDecoder(5, 6, 8, 2, 2);

    private static MaskProbes probes() {
        return new MaskProbes(DECODER, 1, new SplittableRandom(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLogitDependsOnLaterTokensOnlyThroughAnOpenMemory(boolean open) {
        double[][] slopes = probes().slopes(new Params(1), open);
        for (int t = 0; t < slopes.length; t++) {
            assertThat(Arrays.copyOfRange(slopes[t], 0, t + 1)).doesNotContain(0);
            double[] later = Arrays.copyOfRange(slopes[t], t + 1, slopes.length);
            if (open) assertThat(later).doesNotContain(0);
            else assertThat(Arrays.stream(later)).allMatch(slope -> slope == 0);
        }
    }

    @Test
    void theNudgeIsZeroAgainAfterTheProbe() {
        Params params = new Params(1);
        probes().slopes(params, false);
        assertThat(params.array(MaskedDecoder.NUDGE).toDoubleMatrix()).hasDimensions(6, 8);
        assertThat(params.array(MaskedDecoder.NUDGE).norm1Number().doubleValue())
                .isZero();
    }

    @Test
    void whatLiesUnderPaddingChangesNothingAndTheCacheIsTheWhole() {
        assertThat(probes().paddingDifference()).isZero();
        assertThat(probes().cachedDifference()).isCloseTo(0, within(1e-4));
    }
}
