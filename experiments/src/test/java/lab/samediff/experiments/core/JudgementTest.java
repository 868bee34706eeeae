package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static Reference reference(Source source, Goal goal, String protocol) {
        return new Reference("toy", "accuracy", Preset.QUICK, 0.9, 0.05, source, goal, "somebody 2020", protocol);
    }

    private static Judgement judge(Reference reference, double obtained, boolean standIn) {
        return Judgement.of(reference, Optional.of(new Estimate(obtained, 0, 1)), standIn);
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, 0.86, REPRODUCED",
        "EQUAL, 0.94, REPRODUCED",
        "EQUAL, 0.84, MISSED",
        "EQUAL, 0.96, MISSED",
        "AT_LEAST, 0.99, REPRODUCED",
        "AT_LEAST, 0.84, MISSED",
        "AT_MOST, 0.10, REPRODUCED",
        "AT_MOST, 0.96, MISSED"
    })
    void ownNumbersAndClosedFormsAreHeldToGoalAndSpread(Goal goal, double obtained, Verdict verdict) {
        for (Source source : List.of(Source.EXACT, Source.OWN_RUN)) {
            Judgement judgement = judge(reference(source, goal, ""), obtained, false);
            assertThat(judgement.verdict()).isEqualTo(verdict);
            assertThat(judgement.gateMissed()).isEqualTo(verdict == Verdict.MISSED);
        }
    }

    @Test
    void aPaperWithAnotherProtocolIsNotComparableWhateverTheNumber() {
        for (double obtained : new double[] {0, 0.9, 1}) {
            Judgement judgement = judge(reference(Source.PAPER, Goal.EQUAL, "100 epochs"), obtained, false);
            assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
            assertThat(judgement.reason()).isEqualTo("other protocol: 100 epochs");
        }
    }

    @Test
    void aPaperWithTheSameProtocolIsJudgedButNeverAGate() {
        Reference paper = reference(Source.PAPER, Goal.EQUAL, "");
        assertThat(judge(paper, 0.9, false).verdict()).isEqualTo(Verdict.REPRODUCED);
        Judgement missed = judge(paper, 0.5, false);
        assertThat(missed.verdict()).isEqualTo(Verdict.MISSED);
        assertThat(missed.gateMissed()).isFalse();
    }

    @Test
    void aPapersNumberInsideOurIntervalIsSaidToBe() {
        Optional<Estimate> wide = Optional.of(new Estimate(0.8, 0.2, 3));
        assertThat(Judgement.of(reference(Source.PAPER, Goal.EQUAL, ""), wide, false)
                        .verdict())
                .isEqualTo(Verdict.WITHIN_INTERVAL);
        assertThat(Judgement.of(reference(Source.OWN_RUN, Goal.EQUAL, ""), wide, false)
                        .verdict())
                .as("an own number is held to its spread")
                .isEqualTo(Verdict.MISSED);
    }

    @Test
    void onStandInDataOnlyClosedFormsCount() {
        for (Source source : List.of(Source.PAPER, Source.OWN_RUN)) {
            Judgement judgement = judge(reference(source, Goal.EQUAL, ""), 0.9, true);
            assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
            assertThat(judgement.reason()).isEqualTo("stand-in data");
        }
        assertThat(judge(reference(Source.EXACT, Goal.EQUAL, ""), 0.9, true).verdict())
                .isEqualTo(Verdict.REPRODUCED);
    }

    @Test
    void aMetricThatNoRunGaveMissesAGate() {
        assertThat(Judgement.of(reference(Source.OWN_RUN, Goal.EQUAL, ""), Optional.empty(), false)
                        .gateMissed())
                .isTrue();
        assertThat(Judgement.of(reference(Source.PAPER, Goal.EQUAL, ""), Optional.empty(), false)
                        .verdict())
                .isEqualTo(Verdict.NOT_COMPARABLE);
    }

    @Test
    void referencesOfAnotherPresetOrVariantAreNotUsed() {
        Info info = Info.of("toy", "Toy", Family.CONTROL)
                .variant("toy-b", "Other", "size=2")
                .expects(reference(Source.EXACT, Goal.EQUAL, ""));
        List<Map<String, Double>> finals = List.of(Map.of("accuracy", 0.9));
        assertThat(Judgement.of(info, "toy", Preset.QUICK, finals, false)).hasSize(1);
        assertThat(Judgement.of(info, "toy", Preset.FULL, finals, false)).isEmpty();
        assertThat(Judgement.of(info, "toy-b", Preset.QUICK, finals, false)).isEmpty();
    }

    /** Student's t for two degrees of freedom at 0.975 is 4.303; the standard deviation of 1, 2, 3 is 1. */
    @Test
    void theIntervalIsStudents() {
        Estimate estimate = Estimate.of("x", List.of(Map.of("x", 1.0), Map.of("x", 2.0), Map.of("x", 3.0)))
                .orElseThrow();
        assertThat(estimate.mean()).isEqualTo(2);
        assertThat(estimate.halfWidth()).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
        assertThat(Estimate.of("x", List.of(Map.of("x", 1.0))).orElseThrow().text())
                .isEqualTo("1 (n = 1)");
        assertThat(Estimate.of("y", List.of(Map.of("x", 1.0)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.97123, 0.9712",
        "12.3456, 12.35",
        "1234.56, 1235",
        "0.5, 0.5",
        "100, 100",
        "0, 0",
        "-0.25, -0.25",
        "0.00001, 1.000e-05"
    })
    void numbersHaveFourDigits(double value, String text) {
        assertThat(Estimate.number(value)).isEqualTo(text);
    }
}
