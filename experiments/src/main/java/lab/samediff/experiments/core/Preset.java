package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a run does. The budgets are for two cores without a GPU. */
public enum Preset {
    /** A few steps, in seconds: does the code run at all. */
    SMOKE,
    /** At most a minute: shows learning. */
    QUICK,
    /** At most half an hour: gives numbers that can stand beside the references. */
    STANDARD,
    /** The paper's own setting; wants a GPU. */
    FULL;

    /** The name on the command line, such as {@code quick}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws UsageException if no preset has this label */
    static Preset of(String label) {
        for (Preset preset : values()) if (preset.label().equals(label)) return preset;
        throw new UsageException("no preset is called \"" + Names.printable(label) + "\"");
    }

    @Override
    public String toString() {
        return label();
    }
}
