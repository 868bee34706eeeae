/**
 * The benchmark behind {@code scripts/bench}: a training step of each model beside the same step in PyTorch, from the
 * same weights and inputs. It is never a test: times depend on the machine and on what else it does.
 *
 * <p>Start with {@link lab.samediff.experiments.bench.Bench}, the command. It measures nothing itself: each number comes
 * from a fresh child process, a {@link lab.samediff.experiments.bench.Worker} for our side or {@code
 * scripts/pytorch/twin.py} for PyTorch's, and the rounds of the two are interleaved so that a busy minute hits both.
 *
 * <p>To add a model: a {@link lab.samediff.experiments.bench.BenchModel} in the list of
 * {@link lab.samediff.experiments.bench.BenchModels}, and its twin of the same name in {@code scripts/pytorch/models.py}.
 * {@code scripts/bench --rounds 0 --models NAME} then compares the losses of both and measures no time.
 */
@NullMarked
package lab.samediff.experiments.bench;

import org.jspecify.annotations.NullMarked;
