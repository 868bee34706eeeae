package lab.samediff.pipelines.catalog;

/**
 * A Debian package that installs a data set. Its gzip files may differ from the published ones in their header, so they
 * are checked by their {@linkplain DataFile.Content content}.
 *
 * @param packageName what {@code apt install} takes
 * @param folder where it puts the files, side by side
 */
public record DebianPackage(String packageName, String folder) {}
