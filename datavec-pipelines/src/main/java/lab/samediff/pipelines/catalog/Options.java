package lab.samediff.pipelines.catalog;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user chose about data: an explicit folder, the cache, whether to connect, and when to use stand-ins. */
record Options(@Nullable Path folder, Path cache, boolean offline, StandIns standIns) {
    static Options of(Map<String, String> environment) {
        String data = environment.getOrDefault("LAB_DATA", "");
        return new Options(data.isEmpty() ? null : Path.of(data), cache(environment), false, standIns(environment));
    }

    private static Path cache(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The XDG base directory specification says that a relative path is invalid and to be ignored.
        if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) return Path.of(xdg, "lab");
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".cache", "lab");
    }

    private static StandIns standIns(Map<String, String> environment) {
        String value = environment.getOrDefault("LAB_STAND_IN", "");
        return switch (value) {
            case "1" -> StandIns.ALWAYS;
            case "", "0" -> StandIns.NEVER;
            default -> throw new IllegalArgumentException("LAB_STAND_IN is '" + value + "'; it may be 1 or 0");
        };
    }
}
