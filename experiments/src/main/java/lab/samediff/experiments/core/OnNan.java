package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run does where a loss, a gradient, a parameter or a metric is NaN or infinite. */
enum OnNan {
    /** It ends; nothing has moved since the last finite step. */
    STOP,
    /** The optimiser leaves the step out, as a loss scaler does; at most ten in a row. */
    SKIP,
    /**
     * It goes back to its newest checkpoint and on from there with other data and other random numbers: those that would
     * have followed. At most three times. (Chowdhery et al. 2022, PaLM, arXiv:2204.02311, section 5.1)
     */
    ROLLBACK;

    /** The name on the command line and in config.json. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}
