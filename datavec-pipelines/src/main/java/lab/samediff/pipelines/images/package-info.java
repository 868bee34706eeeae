/**
 * Grey images with labels: MNIST, Fashion-MNIST and drawings that stand in for them. Start with {@link
 * lab.samediff.pipelines.images.Mnist}, whose two parts are {@link lab.samediff.pipelines.images.LabelledImages}: bytes
 * that become float batches on demand; {@link lab.samediff.pipelines.images.LogitPixels} makes real numbers of them.
 *
 * <p>{@link lab.samediff.pipelines.images.Idx} parses the files and knows nothing of DataVec; {@link
 * lab.samediff.pipelines.images.IdxRecordReader} shows the same images to DataVec and DL4J iterators. To add a format,
 * write its parser as a pure function from bytes to arrays, check each size before memory is taken for it, throw {@link
 * lab.samediff.pipelines.DataFormatException} with file and field, and give it the mutation test of {@code IdxTest}. To
 * add a stand-in, write a {@code Sketch}, add it to {@link lab.samediff.pipelines.images.Drawings}, and look at it.
 */
@NullMarked
package lab.samediff.pipelines.images;

import org.jspecify.annotations.NullMarked;
