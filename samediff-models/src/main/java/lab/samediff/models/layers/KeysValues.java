package lab.samediff.models.layers;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What attention looks up of tokens: it can be kept while a text grows, since tokens that follow do not change it.
 *
 * @param keys [batch, time, width]
 * @param values [batch, time, width]
 */
public record KeysValues(SDVariable keys, SDVariable values) {}
