package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import lab.samediff.models.train.Decay;
import lab.samediff.models.train.Group;
import lab.samediff.models.train.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    enum Coupling {
        INDEPENDENT,
        MINIBATCH_OT
    }

    sealed interface Schedule permits Constant, VariancePreserving {}

    record Constant() implements Schedule {}

    record VariancePreserving(double betaMin, double betaMax) implements Schedule {}

    record Model(int width, int heads) {
        Model {
            if (width % heads != 0) {
                throw new IllegalArgumentException("width " + width + " is not a multiple of heads " + heads);
            }
        }
    }

    record Config(
            int steps,
            long seed,
            double rate,
            boolean bias,
            String note,
            Coupling coupling,
            Nested nested,
            Schedule schedule) {}

    record Nested(Model model, Optional<Double> clip, List<Integer> channels, float scale) {}

    static final Config CONFIG = new Config(
            20_000,
            1L << 40,
            2e-4,
            true,
            "a=b, c",
            Coupling.INDEPENDENT,
            new Nested(new Model(64, 4), Optional.empty(), List.of(10, 20, 40), 0.1f),
            new VariancePreserving(0.1, 20));

    static final Config OTHER = new Config(
            1,
            -1,
            Double.POSITIVE_INFINITY,
            false,
            "",
            Coupling.MINIBATCH_OT,
            new Nested(new Model(6, 3), Optional.of(1e-3), List.of(), 3f),
            new Constant());

    @Test
    void flatteningAndSettingAgainIsTheIdentity() {
        for (Config from : List.of(CONFIG, OTHER)) {
            for (Config to : List.of(CONFIG, OTHER)) {
                assertThat(Settings.with(from, Settings.assignments(Settings.flatten(to))))
                        .isEqualTo(to);
            }
        }
    }

    @Test
    void theDifferencesOfTwoConfigsTurnOneIntoTheOther() {
        Config changed = Settings.with(CONFIG, List.of("steps=7", "nested.model.width=8", "schedule.betaMax=5"));
        assertThat(Settings.assignments(Settings.differences(CONFIG, changed)))
                .containsExactly("steps=7", "nested.model.width=8", "schedule.betaMax=5.0");
        assertThat(Settings.with(CONFIG, Settings.assignments(Settings.differences(CONFIG, changed))))
                .isEqualTo(changed);
    }

    @Test
    void keysMayBeWrittenWithHyphens() {
        assertThat(Settings.with(CONFIG, List.of("schedule.beta-max=5")))
                .isEqualTo(Settings.with(CONFIG, List.of("schedule.betaMax=5")))
                .isNotEqualTo(CONFIG);
    }

    @Test
    void anOptimiserWithGroupsIsSetFieldByField() {
        Rule rule = Rule.adamW(1e-3, 0.1).with(new Group("head", 0.5, Decay.NONE));
        record Training(Rule rule) {}
        Training training = new Training(rule);
        Training changed = Settings.with(
                training,
                List.of(
                        "rule.rate=0.01",
                        "rule.method.beta1=0.8",
                        "rule.groups.0.factor=2",
                        "rule.clip=norm",
                        "rule.clip.limit=1"));
        assertThat(changed.rule().rate()).isEqualTo(0.01);
        assertThat(changed.rule().groups().get(0)).isEqualTo(new Group("head", 2, Decay.NONE));
        assertThat(changed.rule().clip()).isEqualTo(new lab.samediff.models.train.Clip.Norm(1));
        assertThat(Settings.with(changed, Settings.assignments(Settings.flatten(training)))
                        .rule()
                        .clip())
                .isEqualTo(rule.clip());
    }

    @Test
    void settingsAreAppliedTogetherSoThatOnlyTheResultMustBeValid() {
        Config changed = Settings.with(CONFIG, List.of("nested.model.heads=5", "nested.model.width=50"));
        assertThat(changed.nested().model()).isEqualTo(new Model(50, 5));
    }

    @Test
    void aRefusedValueIsNamedWithItsKey() {
        assertThatThrownBy(() -> Settings.with(CONFIG, List.of("steps=3", "nested.model.heads=7")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("setting nested.model.heads: width 64 is not a multiple of heads 7");
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestAndAllKnownOnes() {
        assertThatThrownBy(() -> Settings.with(CONFIG, List.of("nested.model.widht=8")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("unknown setting \"nested.model.widht\"; did you mean nested.model.width?")
                .hasMessageContaining("known: [bias, coupling, ")
                .hasMessageContaining("steps]");
        assertThatThrownBy(() -> Settings.with(CONFIG, List.of("@class=java.lang.Runtime")))
                .hasMessageContaining("unknown setting \"@class\"; known");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            value = {
                "steps=1.5@steps wants int, got \"1.5\"",
                "steps=99999999999@steps wants int, got \"99999999999\"",
                "rate=fast@rate wants double, got \"fast\"",
                "rate=NaN@rate wants double, got \"NaN\"",
                "rate=1d@rate wants double, got \"1d\"",
                "bias=yes@bias wants boolean, got \"yes\"",
                "coupling=ot@coupling wants independent|minibatch_ot, got \"ot\"",
                "schedule=cosine@schedule wants constant|variance-preserving, got \"cosine\"",
                "nested.channels=1,x@nested.channels wants Integer, got \"x\"",
                "nested.clip=@nested.clip wants Double, got \"\"",
                "nested=3@nested is a group of settings",
                "steps@expected key=value, got \"steps\"",
                "=3@expected key=value, got \"=3\""
            })
    void aValueOfAnotherTypeIsRefusedByName(String assignment, String message) {
        assertThatThrownBy(() -> Settings.with(CONFIG, List.of(assignment)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aKeySetTwiceIsRefused() {
        assertThatThrownBy(() -> Settings.with(CONFIG, List.of("steps=1", "steps=2")))
                .hasMessage("setting steps is set twice");
    }

    @Test
    void anotherRecordOfASealedInterfaceNeedsAllOfItsFields() {
        assertThatThrownBy(() -> Settings.with(OTHER, List.of("schedule=VariancePreserving", "schedule.betaMin=1")))
                .hasMessageContaining("choosing VariancePreserving needs schedule.betaMax as well");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minibatch_ot", "MINIBATCH_OT", "minibatch-ot"})
    void enumsAreReadInAnyCase(String text) {
        assertThat(Settings.with(CONFIG, List.of("coupling=" + text)).coupling())
                .isEqualTo(Coupling.MINIBATCH_OT);
    }

    @Test
    void controlCharactersOfAKeyDoNotReachTheTerminal() {
        assertThatThrownBy(() -> Settings.with(CONFIG, List.of("\u001b[31mred=1")))
                .hasMessageContaining("\"?[31mred\"")
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void presetsAreDifferencesOfStandard() {
        Presets<Config> presets =
                Presets.of(CONFIG).quick("steps=200", "nested.model.width=8").full("steps=400000");
        assertThat(presets.get(Preset.STANDARD)).isEqualTo(CONFIG);
        assertThat(presets.get(Preset.QUICK).steps()).isEqualTo(200);
        assertThat(presets.get(Preset.SMOKE)).isEqualTo(presets.get(Preset.QUICK));
        assertThat(presets.get(Preset.FULL).nested()).isEqualTo(CONFIG.nested());
        assertThat(presets.changes(Preset.QUICK)).containsExactly("steps=200", "nested.model.width=8");
    }

    @Test
    void aVariantOutranksThePreset() {
        Presets<Config> presets = Presets.of(CONFIG).quick("steps=200", "bias=false");
        assertThat(presets.merged(Preset.QUICK, List.of("steps=7"))).containsExactly("bias=false", "steps=7");
        assertThat(presets.get(Preset.QUICK, List.of("steps=7")).steps()).isEqualTo(7);
    }
}
