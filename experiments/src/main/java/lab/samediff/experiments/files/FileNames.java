package lab.samediff.experiments.files;

import java.util.regex.Pattern;

/** Names that stay in their folder on every system. */
public final class FileNames {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_-]|[A-Za-z0-9_-]");
    // Windows opens a device under these names, whatever the ending and the case.
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private FileNames() {}

    /** Whether a file of this name stays in its folder on every system: it has 1 to 64 characters and is no device. */
    public static boolean isSafe(String name) {
        return SAFE.matcher(name).matches() && !DEVICE.matcher(name).matches();
    }

    /** Returns {@code name}. @throws IllegalArgumentException if it could leave its folder or is a device somewhere */
    static String check(String name) {
        if (!isSafe(name)) {
            throw new IllegalArgumentException("file name \"" + name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?")
                    + "\" is not allowed; use 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-', not beginning or ending with"
                    + " '.', and no device of Windows");
        }
        return name;
    }
}
