/**
 * Loops over tile memory, the innermost part of the compiled engine: no graph, no ND4J, only a {@code float[]} of which a
 * few thousand numbers at a time stay in the processor's first cache.
 *
 * <p>Start with {@link lab.samediff.models.engine.kernels.Kernels}, which says what there is and what a kernel may
 * touch. {@link lab.samediff.models.engine.kernels.Unary}, {@link lab.samediff.models.engine.kernels.Binary} and
 * {@link lab.samediff.models.engine.kernels.Ternary} define the element-wise functions by one scalar expression each.
 * {@link lab.samediff.models.engine.kernels.PlainKernels} loops over these and runs everywhere; {@code VectorKernels}
 * runs where Java was started with {@code --add-modules jdk.incubator.vector}, about ten times faster. It may be absent
 * at run time and is compiled apart (every {@code Vector*.java} here; the module's pom says why), so nothing but
 * {@link lab.samediff.models.engine.kernels.Kernels#best} refers to it, and that by name.
 *
 * <p>To add an element-wise kernel, add its constant with its definition to the enum. It works at once in both and the
 * tests run it. When a profile says that it pays, give it a vector loop and a case in {@code VectorUnary} or
 * {@code VectorPairs}; if it is an approximation, name it as one in {@code ElementwiseTest}. A kernel of another form is
 * an abstract method of Kernels, its two implementations, and a naive double loop in the tests.
 *
 * <p>Rules for vector loops, each found the hard way: every loop is its own method; helpers are static, short and take
 * and return vectors; no lambdas, no conversions between element types (both box every vector), no tails.
 */
@NullMarked
package lab.samediff.models.engine.kernels;

import org.jspecify.annotations.NullMarked;
