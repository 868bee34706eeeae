package lab.samediff.pipelines.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which data a run used, for its record.
 *
 * @param source the data set's name
 * @param origin where it was found
 * @param sha256 the checked checksums by file path; of the uncompressed content for {@link Origin#DEBIAN}; empty for
 *     generated data
 * @param reason why a stand-in was used; empty otherwise
 */
public record Provenance(String source, Origin origin, Map<String, String> sha256, String reason) {
    /** Keeps the checksums sorted by path, so that equal provenances print equally. */
    public Provenance {
        sha256 = Collections.unmodifiableMap(new TreeMap<>(sha256));
    }

    /** A provenance that needs no explanation. */
    public Provenance(String source, Origin origin, Map<String, String> sha256) {
        this(source, origin, sha256, "");
    }

    /** The provenance of data that is defined by a formula, such as points of two moons. */
    public static Provenance generated(String source) {
        return new Provenance(source, Origin.GENERATED, Map.of());
    }

    /** Whether numbers may stand beside published ones: never on stand-in data. */
    public boolean comparable() {
        return origin != Origin.STAND_IN;
    }
}
