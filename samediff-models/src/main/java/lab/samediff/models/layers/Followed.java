package lab.samediff.models.layers;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What attention gave for tokens that follow others.
 *
 * @param output [batch, time, width]
 * @param own keys and values of these tokens, to be kept for those that follow them
 */
public record Followed(SDVariable output, KeysValues own) {}
