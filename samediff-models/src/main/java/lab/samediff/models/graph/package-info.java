/**
 * Where graphs are written. {@link lab.samediff.models.graph.Scope} is the place in a graph where a layer is being
 * built, {@link lab.samediff.models.graph.Params} are the named arrays that it holds,
 * {@link lab.samediff.models.graph.Init} says how they begin, and {@link lab.samediff.models.graph.Ops} with
 * {@link lab.samediff.models.graph.Arrange} and {@link lab.samediff.models.graph.Convolve} is the only door to
 * SameDiff's ops: an allow-list in which every entry is gradient-checked, normalises its axes and checks its shapes
 * while the graph is being written.
 *
 * <p>To add an op: a static function in {@code Ops} (arithmetic), {@code Arrange} (shapes and indices) or {@code
 * Convolve} (images), its shape rule in {@code Shapes} if it needs a new one, and its row in {@code ArithmeticCases},
 * {@code ReductionCases}, {@code ArrangeCases} or {@code ConvolveCases}, which {@code OpsGradientTest} runs and insists on. If stock SameDiff gets its
 * gradient wrong, mend it in {@code OpPatches} and show both in {@code StockDefectsTest}.
 */
@NullMarked
package lab.samediff.models.graph;

import org.jspecify.annotations.NullMarked;
