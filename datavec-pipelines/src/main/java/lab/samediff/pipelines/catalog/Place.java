package lab.samediff.pipelines.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder in which a data set may lie.
 *
 * @param origin what kind of folder it is
 * @param folder the folder
 * @param paths where each file would be, by its path in the catalogue
 */
public record Place(Origin origin, Path folder, Map<String, Path> paths) {
    /** Files below {@code folder} as the catalogue lays them out. */
    static Place tree(Origin origin, Path folder, DataSource source) {
        Map<String, Path> paths = new LinkedHashMap<>();
        for (DataFile file : source.files()) paths.put(file.path(), inside(folder, file.path()));
        return new Place(origin, folder, paths);
    }

    /** Files side by side in the folder of a Debian package. */
    static Place debian(Path folder, DataSource source) {
        Map<String, Path> paths = new LinkedHashMap<>();
        for (DataFile file : source.files()) paths.put(file.path(), inside(folder, file.name()));
        return new Place(Origin.DEBIAN, folder, paths);
    }

    /** The paths in the catalogue of the files that are not here. A file that cannot be looked at counts as here. */
    public List<String> missing() {
        return paths.entrySet().stream()
                .filter(entry -> Files.notExists(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    Path path(DataFile file) {
        Path path = paths.get(file.path());
        if (path == null) throw new IllegalArgumentException(file.path() + " is not a file of this data set");
        return path;
    }

    private static Path inside(Path folder, String path) {
        Path resolved = folder.resolve(path).normalize();
        if (!resolved.startsWith(folder.normalize())) {
            throw new IllegalArgumentException(path + " lies outside of " + folder);
        }
        return resolved;
    }
}
