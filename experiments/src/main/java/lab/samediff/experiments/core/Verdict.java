package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a result says about a reference. */
public enum Verdict {
    /** The result lies where the reference's goal and spread say. */
    REPRODUCED,
    /** A paper's number, same protocol: outside the spread, but inside the 95 % interval of our seeds. */
    WITHIN_INTERVAL,
    /** Other protocol, stand-in data, or no result: no statement. */
    NOT_COMPARABLE,
    /** The result lies outside. */
    MISSED;

    /** For people, such as {@code not comparable}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
