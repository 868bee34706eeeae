/**
 * How a graph is executed. {@link lab.samediff.models.engine.Engine} is what steps and calls run on: plans of the package
 * {@code plan} where there can be one, else the interpreter; {@link lab.samediff.models.engine.Engines} says which and
 * with how many threads. {@link lab.samediff.models.engine.Interpreter} runs a graph and its gradient function with
 * SameDiff's own session on every backend and is the oracle for whatever runs faster;
 * {@link lab.samediff.models.engine.Inputs} checks what is fed before native code sees it;
 * {@link lab.samediff.models.engine.RowMajorCache} mends the cache of arrays that SameDiff uses between runs;
 * {@link lab.samediff.models.engine.GradientCheck} compares gradients with central differences in float64.
 */
@NullMarked
package lab.samediff.models.engine;

import org.jspecify.annotations.NullMarked;
