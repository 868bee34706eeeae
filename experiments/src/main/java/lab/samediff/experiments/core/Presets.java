package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of an experiment. STANDARD is a record; the other presets are {@code key=value} changes of it, in the
 * syntax of {@code --set}. SMOKE without changes of its own is QUICK; QUICK and FULL without changes are STANDARD.
 */
public final class Presets<C extends Record> {
    private final C standard;
    private final Map<Preset, List<String>> changes;

    private Presets(C standard, Map<Preset, List<String>> changes) {
        this.standard = standard;
        this.changes = changes;
    }

    /** Presets that all equal {@code standard}, to be told apart by {@link #smoke}, {@link #quick} and {@link #full}. */
    public static <C extends Record> Presets<C> of(C standard) {
        return new Presets<>(standard, new EnumMap<>(Preset.class));
    }

    /** What SMOKE changes over STANDARD. */
    public Presets<C> smoke(String... settings) {
        return plus(Preset.SMOKE, settings);
    }

    /** What QUICK changes over STANDARD. */
    public Presets<C> quick(String... settings) {
        return plus(Preset.QUICK, settings);
    }

    /** What FULL changes over STANDARD. */
    public Presets<C> full(String... settings) {
        return plus(Preset.FULL, settings);
    }

    /**
     * The settings of {@code preset}.
     *
     * @throws SettingsException if the preset sets a key that does not exist or a value that is refused
     */
    public C get(Preset preset) {
        return get(preset, List.of());
    }

    /** The settings of {@code preset} with a variant's changes, applied together so that only the result must be valid. */
    C get(Preset preset, List<String> variantChanges) {
        return Settings.with(standard, merged(preset, variantChanges));
    }

    /** What {@code preset} changes over STANDARD. */
    public List<String> changes(Preset preset) {
        if (preset == Preset.SMOKE && !changes.containsKey(preset)) {
            return changes(Preset.QUICK);
        }
        return changes.getOrDefault(preset, List.of());
    }

    /** What {@code preset} and then the variant change over STANDARD, each key once. */
    List<String> merged(Preset preset, List<String> variantChanges) {
        List<String> merged = new ArrayList<>(changes(preset));
        for (String change : variantChanges) {
            merged.removeIf(earlier -> Settings.key(earlier).equals(Settings.key(change)));
            merged.add(change);
        }
        return List.copyOf(merged);
    }

    private Presets<C> plus(Preset preset, String... settings) {
        Map<Preset, List<String>> more = new EnumMap<>(Preset.class);
        more.putAll(changes);
        more.put(preset, List.of(settings));
        return new Presets<>(standard, more);
    }
}
