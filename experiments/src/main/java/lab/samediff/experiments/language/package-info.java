/**
 * Experiments with text. Start with {@link lab.samediff.experiments.language.GptShakespeare}, a small GPT; {@link
 * lab.samediff.experiments.language.TokChar}, {@link lab.samediff.experiments.language.TokBpe}, {@link
 * lab.samediff.experiments.language.Masks} and {@link lab.samediff.experiments.language.PosEncoding} look at its parts.
 * To add one: such a class here, and a line in {@code Experiments}.
 */
@NullMarked
package lab.samediff.experiments.language;

import org.jspecify.annotations.NullMarked;
