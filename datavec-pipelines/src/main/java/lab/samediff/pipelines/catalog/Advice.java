package lab.samediff.pipelines.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a user can do about data that is missing or corrupt. */
final class Advice {
    private static final int SHOWN = 6;

    private Advice() {}

    /** The files, and every way to get them. */
    static String forMissing(DataSource source, Path cache) {
        StringBuilder text = new StringBuilder("its files:\n");
        for (DataFile file :
                source.files().subList(0, Math.min(SHOWN, source.files().size()))) {
            text.append(String.format(
                    Locale.ROOT, "  %s  %,d bytes, sha256 %s%n", file.path(), file.bytes(), file.sha256()));
        }
        int more = source.files().size() - SHOWN;
        if (more > 0) text.append("  and ").append(more).append(" more\n");
        if (!source.note().isEmpty()) text.append(source.note()).append('\n');
        text.append("what to do:\n");
        ways(source, cache).forEach(way -> text.append("  - ").append(way).append('\n'));
        return text.toString().stripTrailing();
    }

    private static List<String> ways(DataSource source, Path cache) {
        List<String> ways = new ArrayList<>();
        if (source.downloadable()) {
            ways.add("run: lab data fetch " + source.name() + "  (licence: " + source.licence() + ")");
        }
        ways.add("put the files under these paths below a folder DIR and give --data DIR or set LAB_DATA=DIR, or put "
                + "them below the cache " + cache);
        DebianPackage debian = source.debian();
        if (debian != null) ways.add("on Debian: apt install " + debian.packageName());
        if (source.hasStandIn()) {
            ways.add("give --stand-in to use generated data; its numbers do not compare with published ones");
        }
        return ways;
    }

    /** How to get rid of corrupt files in a place. */
    static String forCorrupt(DataSource source, Origin origin) {
        if (origin == Origin.DEBIAN) return "Reinstall the package, or give another copy with --data DIR.";
        String again = source.downloadable() ? "run: lab data fetch " + source.name() : "put a good copy there";
        return origin == Origin.FOLDER
                ? "Replace this file by a good copy, or remove it from the folder of --data or LAB_DATA."
                : "It is neither used nor deleted: delete it yourself, then " + again + ".";
    }
}
