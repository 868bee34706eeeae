package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.samediff.experiments.Hostile;
import lab.samediff.experiments.core.SettingsTest.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged settings end in the documented exception, or in a config that is written and read back to itself. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SettingsMutationsTest {
    private static final int CASES = 3_000;
    private static final long MOST_BYTES = 16 << 20;

    private static final List<String> GOOD = Stream.of(SettingsTest.CONFIG, SettingsTest.OTHER)
            .flatMap(config -> Settings.assignments(Settings.flatten(config)).stream())
            .toList();

    static boolean isRefusedOrReadsBack(List<String> assignments) {
        try {
            Config changed = Settings.with(SettingsTest.CONFIG, assignments);
            assertThat(Settings.with(SettingsTest.CONFIG, Settings.assignments(Settings.flatten(changed))))
                    .isEqualTo(changed);
            for (String assignment : assignments) assertMeant(assignment);
            return true;
        } catch (SettingsException e) {
            assertThat(e.getMessage()).matches("[^\\p{Cntrl}]{1,5000}");
            return false;
        }
    }

    /** No number was taken that is not written as one. */
    private static void assertMeant(String assignment) {
        String value = assignment.substring(assignment.indexOf('=') + 1);
        switch (Settings.key(assignment)) {
            case "steps", "seed", "nested.model.width", "nested.model.heads" ->
                assertThat(value).matches("[+-]?[0-9]{1,19}");
            case "nested.channels" -> assertThat(value).matches("([+-]?[0-9]{1,10}(,[+-]?[0-9]{1,10})*)?");
            case "rate", "nested.scale", "schedule.betaMin", "schedule.betaMax" -> {
                if (Float.isInfinite(Float.parseFloat(value)) && !value.endsWith("Infinity")) {
                    assertThat(Double.parseDouble(value)).isFinite();
                    assertThat(assignment).doesNotStartWith("nested.scale");
                }
            }
            default -> {}
        }
    }

    @Test
    void eachMutationIsRefusedOrReadsBack() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            List<String> assignments = new ArrayList<>();
            int count = random.nextInt(1, 4);
            for (int i = 0; i < count; i++) assignments.add(Hostile.any(GOOD, random));
            assignments.set(0, Hostile.mutated(assignments.get(0), random));
            return isRefusedOrReadsBack(assignments);
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    @Test
    void eachKeyWithAnyValueIsRefusedOrReadsBack() {
        List<String> keys = GOOD.stream().map(Settings::key).distinct().toList();
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            String key = Hostile.any(keys, random);
            return isRefusedOrReadsBack(List.of(key + "=" + value(random)));
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    private static String value(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> Hostile.word(random);
            case 1 -> Hostile.word(random) + Hostile.word(random);
            case 2 -> String.valueOf(random.nextInt(-9, 99));
            case 3 ->
                (random.nextBoolean() ? "-" : "") + random.nextInt(99) + "." + random.nextInt(99) + "e"
                        + random.nextInt(-400, 400);
            default -> String.valueOf(random.nextLong() >> random.nextInt(64));
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps=\u0661\u0662",
                "seed=\u0967",
                "nested.channels=1,\u0662",
                "rate=1e400",
                "rate=-1e400",
                "nested.scale=1e39",
                "rate=1e-400",
                "nested.scale=1e-60",
                "rate=\u0661",
                "rate=1\0",
                "steps= 1",
                "rate=+",
                "rate=e5",
                "rate=."
            })
    void aNumberThatIsWrittenInOtherDigitsOrDoesNotFitIsRefused(String assignment) {
        assertThatThrownBy(() -> Settings.with(SettingsTest.CONFIG, List.of(assignment)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(assignment.substring(0, assignment.indexOf('=')) + " wants ");
    }

    @Test
    void zeroIsTakenHoweverItIsWritten() {
        for (String zero : List.of("0", "-0", "0.000", ".0", "0e-400", "000e999")) {
            assertThat(Settings.with(SettingsTest.CONFIG, List.of("rate=" + zero))
                            .rate())
                    .isZero();
        }
    }

    @Test
    void longOnesAreAnsweredSoonAndInShort() {
        String digits = "1".repeat(1_000_000);
        List<List<String>> tooLong = List.of(
                List.of("rate=" + digits + "x"),
                List.of("rate=" + digits + "." + digits + "x"),
                List.of("rate=" + digits),
                List.of("steps=" + digits),
                List.of("nested.channels=" + "1,".repeat(500_000)),
                List.of("a".repeat(1_000_000) + "=1"),
                List.of("nested." + "model.".repeat(100_000) + "width=1"),
                List.of("a" + "-a".repeat(500_000) + "=1"),
                List.of("coupling=" + "-".repeat(1_000_000)),
                List.of("schedule=" + "_".repeat(1_000_000)),
                IntStream.range(0, 100_000).mapToObj(i -> "unknown" + i + "=1").toList());
        for (List<String> assignments : tooLong) {
            Hostile.cases(1, 512 << 20, random -> {
                assertThat(isRefusedOrReadsBack(assignments)).isFalse();
                return false;
            });
        }
    }
}
