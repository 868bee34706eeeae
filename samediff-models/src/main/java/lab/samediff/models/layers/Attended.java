package lab.samediff.models.layers;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What attention gave.
 *
 * @param output [batch, query, width]
 * @param weights how much each query token looked at each key token, before dropout: [batch, heads, query, key], rows
 *     sum to 1
 */
public record Attended(SDVariable output, SDVariable weights) {}
