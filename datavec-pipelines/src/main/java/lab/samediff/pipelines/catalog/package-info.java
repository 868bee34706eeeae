/**
 * The data sets: what they are called, under which licence they come, which files they consist of, and how a run gets
 * hold of them. Start with {@link lab.samediff.pipelines.catalog.DataAccess#locate DataAccess.locate}: it finds the
 * files of a {@link lab.samediff.pipelines.catalog.DataSource}, checks their size and sha256, downloads what is missing
 * and otherwise says what to do.
 *
 * <p>To add a data set: an entry in {@code catalog.json} beside these classes (name, title, licence, citation; of each
 * file the relative path, the bytes, the sha256 and the HTTPS addresses that serve exactly these bytes), and, if
 * experiments name it in code, a constant in {@link lab.samediff.pipelines.catalog.Catalog}. Set {@code standIn} once
 * its reader can make generated data in its place. Sizes and checksums are never taken from the network.
 */
@NullMarked
package lab.samediff.pipelines.catalog;

import org.jspecify.annotations.NullMarked;
