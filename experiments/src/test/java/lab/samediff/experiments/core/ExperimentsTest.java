package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentsTest {
    @Test
    void everyPresetOfEveryExperimentAndVariantResolves() {
        List<Experiment<?>> all = new ArrayList<>(Toys.all());
        all.addAll(Experiments.all());
        for (Experiments.Found found : Experiments.rows(all)) {
            for (Preset preset : Preset.values()) {
                Plan<?> plan = Plan.of(found, preset, List.of());
                assertThat(plan.isPinned()).isTrue();
                assertThat(Settings.flatten(plan.config())).isNotEmpty();
            }
        }
    }

    @Test
    void twoOfOneNameAreRefused() {
        Experiment<?> toy = Toys.all().get(0);
        assertThatThrownBy(() -> Experiments.checked(List.of(toy, toy))).hasMessageContaining("are called decay");
    }

    @Test
    void aReferenceBelongsToAVariantOfItsExperiment() {
        assertThatThrownBy(() -> Experiments.checked(List.of(with(Info.of("toy", "Toy", Family.CONTROL)
                        .expects(Reference.exact("toi", "end", Preset.QUICK, 1, 0, "one"))))))
                .hasMessageContaining("reference for toi");
    }

    @Test
    void theTourHasAtMostTen() {
        List<Experiment<?>> many = new ArrayList<>();
        for (int i = 0; i <= Experiments.TOUR; i++) {
            many.add(with(Info.of("toy-" + i, "Toy", Family.CONTROL).onTour()));
        }
        assertThatThrownBy(() -> Experiments.checked(many)).hasMessageContaining("on the tour");
        assertThat(Experiments.checked(many.subList(1, many.size()))).hasSize(Experiments.TOUR);
    }

    @Test
    void aMistypedNameIsAnsweredWithTheNearest() {
        assertThat(Experiments.find(Toys.all(), "decay-fast").variant()).isPresent();
        assertThatThrownBy(() -> Experiments.find(Toys.all(), "decay-fats"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean decay-fast?");
    }

    @Test
    void aPaperMustBeCitedAndASpreadMustBeANumber() {
        assertThatThrownBy(() -> Reference.paper("toy", "end", 1, " ", "")).hasMessageContaining("names no paper");
        assertThatThrownBy(() -> Reference.exact("toy", "end", Preset.QUICK, 1, -1, "one"))
                .hasMessageContaining("spread of end is -1.0");
        assertThatThrownBy(() -> Reference.exact("toy", "end", Preset.QUICK, Double.NaN, 1, "one"))
                .hasMessageContaining("not a finite number");
    }

    private static Experiment<Toys.Nothing> with(Info info) {
        return new Experiment<>() {
            @Override
            public Info info() {
                return info;
            }

            @Override
            public Presets<Toys.Nothing> presets() {
                return Presets.of(new Toys.Nothing(1));
            }

            @Override
            public void run(Toys.Nothing config, Run run) {
                run.result("end", config.size());
            }
        };
    }
}
