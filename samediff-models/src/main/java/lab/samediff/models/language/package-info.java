/**
 * Models of sequences of tokens: from ids to the logits of what comes next. Start with
 * {@link lab.samediff.models.language.TransformerLm}; {@link lab.samediff.models.language.CharLstm} is what it is
 * compared with. The loss is {@code losses.CrossEntropy.ofTokens}, in nats for each token: e to its power is the
 * perplexity, and over ln 2 it is bits.
 *
 * <p>To add one: a record of its sizes whose constructor checks them, a function of scope and ids, its paper in the
 * Javadoc, and a row in {@code LanguageContractTest} with the closed formula of its number of parameters.
 */
@NullMarked
package lab.samediff.models.language;

import org.jspecify.annotations.NullMarked;
