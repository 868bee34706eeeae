package lab.samediff.experiments.core;

import java.util.regex.Pattern;
import lab.samediff.experiments.files.FileNames;

/** Which names may become folder and file names, and which may become keys of a metrics file. */
final class Names {
    private static final Pattern FILE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern METRIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._/@%+-]{0,63}");

    private Names() {}

    /** Returns {@code name} if it is safe as a file name on every system. */
    static String check(String what, String name) {
        if (!FILE.matcher(name).matches() || !FileNames.isSafe(name)) {
            throw new IllegalArgumentException(what + " name \"" + printable(name) + "\" is not allowed; use 1 to 64 of"
                    + " a-z, 0-9, '.', '_' and '-', beginning with a letter or a digit");
        }
        return name;
    }

    /** Returns {@code name} if it is fit for a metric. */
    static String checkMetric(String name) {
        if (!METRIC.matcher(name).matches()) {
            throw new IllegalArgumentException("metric name \"" + printable(name) + "\" is not allowed; use 1 to 64 of"
                    + " letters, digits, space and . _ / @ % + -, beginning with a letter or a digit");
        }
        return name;
    }

    /** The text without control characters, so that it cannot steer a terminal; cut after 200 characters. */
    static String printable(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return clean.length() <= 200 ? clean : clean.substring(0, 200) + "…";
    }
}
