package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks of what the suite stands on, for {@code lab doctor}. A new check is added to {@link #checks}. */
public final class Doctor {
    private Doctor() {}

    /** How a check went. */
    public enum Level {
        OK,
        /** Works, but not as well as it could. */
        WARNING,
        /** Results can't be trusted or runs will fail; {@code lab doctor} exits with 1. */
        FAILURE;

        /** The name in JSON, such as {@code ok}. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a check found.
     *
     * @param check what was looked at
     * @param level how it went
     * @param text what was found, and what to do if it isn't well
     */
    public record Finding(String check, Level level, String text) {}

    /** Looks at one thing, or at several of a kind. */
    public interface Check {
        /** What was found; whatever is thrown becomes a failure. */
        List<Finding> look() throws Exception;

        /** What it looks at. */
        String name();
    }

    /** The checks that don't depend on the command line. */
    static List<Check> checks() {
        return SelfCheckFindings.all();
    }

    /** The findings of all checks, in their order. */
    static List<Finding> examine(List<Check> checks) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            try {
                findings.addAll(check.look());
            } catch (Exception | LinkageError e) {
                findings.add(new Finding(check.name(), Level.FAILURE, Outcome.message(e)));
            }
        }
        return findings;
    }
}
