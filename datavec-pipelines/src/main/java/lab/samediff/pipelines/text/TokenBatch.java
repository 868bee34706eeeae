package lab.samediff.pipelines.text;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Windows of a text as arrays, each [batch, time].
 *
 * @param ids what is read, int
 * @param next the id after each, int
 * @param present float, 1 where {@code next} is a token of the text and 0 where the window reaches beyond its end
 */
public record TokenBatch(INDArray ids, INDArray next, INDArray present) {}
