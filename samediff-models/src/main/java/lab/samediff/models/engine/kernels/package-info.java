/**
 * Loops over tile memory, the innermost part of the compiled engine: no graph, no ND4J, only a {@code float[]}.
 *
 * <p>Start with {@link lab.samediff.models.engine.kernels.Kernels}, which says what there is and what a kernel may
 * touch. {@link lab.samediff.models.engine.kernels.Unary}, {@link lab.samediff.models.engine.kernels.Binary} and
 * {@link lab.samediff.models.engine.kernels.Ternary} define the element-wise functions;
 * {@link lab.samediff.models.engine.kernels.PlainKernels} runs everywhere.
 */
@NullMarked
package lab.samediff.models.engine.kernels;

import org.jspecify.annotations.NullMarked;
