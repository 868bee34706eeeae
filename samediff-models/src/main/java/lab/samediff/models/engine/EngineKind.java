package lab.samediff.models.engine;

import java.util.Arrays;
import java.util.Locale;

/** How graphs are executed. */
public enum EngineKind {
    /** Op by op with SameDiff's session. */
    INTERPRETED,
    /** By a plan; a graph that a plan can't take is an error. */
    COMPILED,
    /** By a plan; a graph that a plan can't take is interpreted, and one log line says why. */
    AUTO;

    /**
     * The kind of this name, in any case.
     *
     * @throws IllegalArgumentException saying which there are
     */
    public static EngineKind of(String name) {
        for (EngineKind kind : values()) if (kind.toString().equalsIgnoreCase(name)) return kind;
        throw new IllegalArgumentException("engine " + name + "; it is one of " + Arrays.toString(values()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
