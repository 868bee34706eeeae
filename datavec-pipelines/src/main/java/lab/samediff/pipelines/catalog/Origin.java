package lab.samediff.pipelines.catalog;

/** Where the data of a run came from. */
public enum Origin {
    /** The folder named by {@code --data} or {@code LAB_DATA}. */
    FOLDER,
    /** The cache, filled by an earlier download. */
    CACHE,
    /** A Debian data package. */
    DEBIAN,
    /** Downloaded for this run. */
    DOWNLOAD,
    /** Drawn from a stated distribution: the data set itself is defined by a formula and a seed. */
    GENERATED,
    /** Generated in place of a data set that was not at hand. */
    STAND_IN
}
