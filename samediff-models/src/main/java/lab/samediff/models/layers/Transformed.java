package lab.samediff.models.layers;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What an invertible map gave.
 *
 * @param value y = f(x): [batch, width]
 * @param logDeterminant ln |det ∂f/∂x| of each example, in nats: [batch]
 */
public record Transformed(SDVariable value, SDVariable logDeterminant) {}
