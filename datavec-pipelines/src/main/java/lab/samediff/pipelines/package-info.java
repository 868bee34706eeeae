/**
 * From files and generators to batches of arrays: what an experiment feeds its graphs. Start with a data set's own
 * package ({@code images}, {@code points}, ...; {@code control} is what answers to actions), whose files {@link lab.samediff.pipelines.catalog.DataAccess} finds, and with {@link lab.samediff.pipelines.Batches}, which decides the order
 * of the rows: shuffled anew in each epoch, the same for the same seed, and able to go on from a saved position.
 *
 * <p>A data set is parsed by pure functions and held in a typed record of plain arrays; a batch becomes an {@code
 * INDArray} at the last moment. For DataVec and DL4J each has a thin adapter, an {@link
 * lab.samediff.pipelines.IndexedRecordReader}. A file that is not what its format says is a {@link
 * lab.samediff.pipelines.DataFormatException}, never an unchecked exception and never a guess.
 *
 * <p>To add a data set: a package with a {@code package-info}, a pure parser or generator, a record that makes batches, a
 * reader that extends {@code IndexedRecordReader}, and a test of its laws. Randomness comes in as a seed or as a {@link
 * java.util.random.RandomGenerator}. Nothing here knows models or experiments.
 */
@NullMarked
package lab.samediff.pipelines;

import org.jspecify.annotations.NullMarked;
