package lab.samediff.experiments.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lab.samediff.pipelines.catalog.Origin;
import lab.samediff.pipelines.catalog.Provenance;

/**
 * Where a data set came from, as the run's files keep it.
 *
 * @param origin such as {@code cache} or {@code stand_in}
 * @param sha256 hash of each file, by its path in the catalogue
 */
record DataUsed(String origin, Map<String, String> sha256) {
    static Map<String, DataUsed> of(Map<String, Provenance> used) {
        Map<String, DataUsed> data = new TreeMap<>();
        used.forEach((name, p) ->
                data.put(name, new DataUsed(p.origin().name().toLowerCase(Locale.ROOT), new TreeMap<>(p.sha256()))));
        return data;
    }

    /** The same from a run's file. */
    static Provenance provenance(String source, JsonNode used) {
        Map<String, String> sha256 = new TreeMap<>();
        used.path("sha256")
                .properties()
                .forEach(e -> sha256.put(e.getKey(), e.getValue().asText()));
        return new Provenance(
                source, Origin.valueOf(used.path("origin").asText().toUpperCase(Locale.ROOT)), sha256);
    }
}
