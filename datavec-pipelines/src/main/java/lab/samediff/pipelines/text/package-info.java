/**
 * Text: from a file to batches of ids. Start with {@link lab.samediff.pipelines.text.Corpus}, which finds a text and
 * parts it into training and validation; a {@link lab.samediff.pipelines.text.Tokenizer} makes ids of it, and {@link
 * lab.samediff.pipelines.text.TokenWindows} batches of the ids. {@link lab.samediff.pipelines.text.WindowRecordReader}
 * shows the same windows to DataVec and DL4J.
 *
 * <p>Three tokenizers: {@link lab.samediff.pipelines.text.CharVocabulary} for small models, {@link
 * lab.samediff.pipelines.text.BytePairs} with the merges that {@link lab.samediff.pipelines.text.BytePairTrainer} learns,
 * and {@link lab.samediff.pipelines.text.Gpt2Vocabulary}. Each gives back what it was given, or says what it cannot
 * encode. To add one: a class that {@code Tokenizer} permits, and a row in {@code TokenizerContractTest}.
 *
 * <p>{@link lab.samediff.pipelines.text.Grammar} generates text whose entropy is known exactly; {@link
 * lab.samediff.pipelines.text.Play} is the one that stands in for Shakespeare.
 */
@NullMarked
package lab.samediff.pipelines.text;

import org.jspecify.annotations.NullMarked;
