package lab.samediff.experiments.core;

import java.util.List;

/**
 * What is to be run: an experiment or a variant, a preset and its settings.
 *
 * @param found the experiment or variant
 * @param experiment the same experiment, with the type of its settings
 * @param preset the preset
 * @param pinned the settings of the preset and variant
 * @param config the settings to run: {@code pinned} with those set by hand
 * @param changes what preset and variant change over STANDARD
 */
record Plan<C extends Record>(
        Experiments.Found found, Experiment<C> experiment, Preset preset, C pinned, C config, List<String> changes) {

    /** @throws SettingsException if a setting is unknown or refused */
    static Plan<?> of(Experiments.Found found, Preset preset, List<String> set) {
        return of(found, found.experiment(), preset, set);
    }

    private static <C extends Record> Plan<C> of(
            Experiments.Found found, Experiment<C> experiment, Preset preset, List<String> set) {
        List<String> ofVariant = found.variant().map(Variant::changes).orElse(List.of());
        Presets<C> presets = experiment.presets();
        C pinned = presets.get(preset, ofVariant);
        return new Plan<>(
                found, experiment, preset, pinned, Settings.with(pinned, set), presets.merged(preset, ofVariant));
    }

    String name() {
        return found.name();
    }

    /** Whether the settings are those of the preset and variant, so that references apply. */
    boolean isPinned() {
        return config.equals(pinned);
    }
}
