package lab.samediff.pipelines.catalog;

/** When generated data takes the place of a data set that has a stand-in. */
public enum StandIns {
    /** Never: a missing data set is an error. */
    NEVER,
    /** Only if the data set cannot be had in any way. Corrupt data stays an error. */
    IF_MISSING,
    /** Always, even if the data set is at hand. */
    ALWAYS
}
