/**
 * Layers: static functions that write a piece of a graph at a {@link lab.samediff.models.graph.Scope}, and records of
 * sizes for those made of several pieces. Start with {@link lab.samediff.models.layers.Linear} to see the form and with
 * {@link lab.samediff.models.layers.TransformerBlock} to see layers put together.
 *
 * <p>To add one: a final class with a static function of the scope, the input and the sizes (a record where there are
 * more than about four sizes); {@code expect} what it wants first, so that a wrong width is told with path and shapes;
 * arithmetic through {@code Ops} and {@code Arrange} only; shapes, formula and paper in the Javadoc. Then a row in
 * {@code LayerContractTest}, which brings the gradient check and the laws that hold for every layer, and a test of its
 * own against plain loops.
 */
@NullMarked
package lab.samediff.models.layers;

import org.jspecify.annotations.NullMarked;
