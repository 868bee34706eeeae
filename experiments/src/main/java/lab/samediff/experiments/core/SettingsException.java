package lab.samediff.experiments.core;

/** A setting that does not exist, does not parse or is refused; the message names the key and what is known. */
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
