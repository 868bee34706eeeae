package lab.samediff.pipelines.catalog;

import java.nio.file.Path;
import java.util.Map;

/**
 * A data set that was found and checked, or the decision to use its stand-in.
 *
 * @param source the data set
 * @param provenance where it came from, for the run's record
 * @param paths the files by their {@link DataFile#path() path} in the catalogue; empty for a stand-in
 */
public record Located(DataSource source, Provenance provenance, Map<String, Path> paths) {
    /** Takes a copy of the paths. */
    public Located {
        paths = Map.copyOf(paths);
    }

    static Located standIn(DataSource source, String reason) {
        return new Located(source, new Provenance(source.name(), Origin.STAND_IN, Map.of(), reason), Map.of());
    }

    /** Whether the reader has to generate the data. */
    public boolean standIn() {
        return provenance.origin() == Origin.STAND_IN;
    }

    /**
     * Where a file lies, named as in {@link DataSource#file}.
     *
     * @throws IllegalArgumentException if the data set has no such file
     * @throws IllegalStateException if this is a stand-in, which has no files
     */
    public Path path(String fileName) {
        Path path = paths.get(source.file(fileName).path());
        if (path == null) throw new IllegalStateException(source.name() + " is a stand-in: it has no " + fileName);
        return path;
    }
}
