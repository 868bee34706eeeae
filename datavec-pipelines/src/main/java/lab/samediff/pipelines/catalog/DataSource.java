package lab.samediff.pipelines.catalog;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A data set as the catalogue knows it.
 *
 * @param name how it is called on the command line, such as {@code fashion-mnist}
 * @param title what it is, in one line
 * @param licence under which terms it may be used, as its publisher states them
 * @param citation what to cite
 * @param files all its files
 * @param debian the Debian package that installs it, or null
 * @param hasStandIn whether its reader can generate data in its place
 * @param note what a user should know about where the files come from; may be empty
 */
public record DataSource(
        String name,
        String title,
        String licence,
        String citation,
        List<DataFile> files,
        @Nullable DebianPackage debian,
        boolean hasStandIn,
        String note) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** @throws IllegalArgumentException if the name is malformed, or there is no file, or one is named twice */
    public DataSource {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name + "' is not made of lower-case letters, digits and '-'");
        }
        for (String text : List.of(title, licence, citation)) {
            if (text.isBlank()) throw new IllegalArgumentException(name + ": title, licence or citation is empty");
        }
        files = List.copyOf(files);
        if (files.isEmpty()) throw new IllegalArgumentException(name + ": has no files");
        Set<String> paths = new HashSet<>();
        for (DataFile file : files) {
            if (!paths.add(file.path())) throw new IllegalArgumentException(name + ": " + file.path() + " twice");
            if (debian != null && file.content() == null) {
                throw new IllegalArgumentException(name + ": " + file.path() + " needs its content for the package");
            }
        }
    }

    /**
     * A file by its path or, where only one file is called so, by its last part.
     *
     * @throws IllegalArgumentException if there is none of that name, or several
     */
    public DataFile file(String fileName) {
        List<DataFile> found = files.stream()
                .filter(f -> f.path().equals(fileName) || f.name().equals(fileName))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(name + " has " + found.size() + " files called '" + fileName
                    + "'; its files: " + files.stream().map(DataFile::path).collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }

    /**
     * The same data set with a part of its files, for a reader that does not need the others.
     *
     * @throws IllegalArgumentException if a name is not that of one file, as in {@link #file}
     */
    public DataSource only(String... fileNames) {
        List<DataFile> part = Arrays.stream(fileNames).map(this::file).toList();
        return new DataSource(name, title, licence, citation, part, debian, hasStandIn, note);
    }

    /** The size of all files together. */
    public long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** Whether every file has an address to download it from. */
    public boolean downloadable() {
        return files.stream().noneMatch(file -> file.origins().isEmpty());
    }
}
