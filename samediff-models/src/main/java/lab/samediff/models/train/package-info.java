/**
 * Moving parameters. {@link lab.samediff.models.train.Step} is one graph, one scalar loss, one
 * {@link lab.samediff.models.train.Rule} and the parameters it moves; {@link lab.samediff.models.train.Call} is a graph
 * that is only evaluated. A game of two players is two steps over one {@code Params}; detaching is feeding a value in.
 *
 * <p>To add an optimiser: a record in {@link lab.samediff.models.train.Method} and its row in {@code MethodTest}, which
 * compares it with the published recurrence in plain Java.
 */
@NullMarked
package lab.samediff.models.train;

import org.jspecify.annotations.NullMarked;
