package lab.samediff.models.layers;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Edges along which nodes hear from each other, each in one direction; an edge without direction is two.
 *
 * @param source ids [m] of the nodes that are heard
 * @param target ids [m] of the nodes that hear
 * @param weight [m] factors of what is heard
 */
public record Edges(SDVariable source, SDVariable target, SDVariable weight) {}
