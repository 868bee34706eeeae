package lab.samediff.experiments.core;

import java.io.ObjectInputFilter;

/**
 * Refuses all Java deserialisation in this process: nothing here needs it, and a crafted file would run code. {@code
 * scripts/lab} asks for the same by the property {@code jdk.serialFilter}.
 */
final class SerialFilter {
    private SerialFilter() {}

    /** Sets it, unless the process was started with a filter: there can be one, and it can't be changed. */
    static void install() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }
}
