/**
 * Models: how a graph is written, what it holds, how it is run and how its parameters move.
 *
 * <p>Start with {@link lab.samediff.models.graph.Scope} (the place where a layer is built) and
 * {@link lab.samediff.models.train.Step} (one loss, one rule). Imports go one way:
 * {@code graph <- layers <- vision, ...} and {@code graph <- engine <- train}; nothing here knows data sets,
 * files or experiments.
 */
@NullMarked
package lab.samediff.models;

import org.jspecify.annotations.NullMarked;
