package lab.samediff.experiments.core;

import java.util.Locale;

/** Where a reference value comes from, which decides what a difference from it means. */
public enum Source {
    /** A closed form. A miss is a fault: {@code lab reproduce} exits with 5. */
    EXACT,
    /** Measured by this suite over several seeds. A miss is a regression: {@code lab reproduce} exits with 5. */
    OWN_RUN,
    /** Reported by somebody else. Context; compared only where the protocol is the same. */
    PAPER;

    /** For people, such as {@code own run}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
