package lab.samediff.experiments.core;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The field that an experiment belongs to; one package of experiments each. */
public enum Family {
    LANGUAGE,
    VISION,
    DIFFUSION,
    FLOWS,
    ADVERSARIAL,
    LATENT,
    SELFSUPERVISED,
    GRAPHS,
    CHEMISTRY,
    CONTROL,
    DYNAMICS;

    /** The name on the command line, such as {@code vision}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}
