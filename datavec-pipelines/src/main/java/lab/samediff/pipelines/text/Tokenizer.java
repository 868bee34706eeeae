package lab.samediff.pipelines.text;

/** A text as a sequence of ids, and back: {@code decode(encode(text))} is {@code text}. */
public sealed interface Tokenizer permits CharVocabulary, BytePairs, Gpt2Vocabulary {
    /** How many ids there are; they run from 0 to {@code size() - 1}. */
    int size();

    /**
     * The ids of a text.
     *
     * @throws IllegalArgumentException if there are none for it; the message says where
     */
    int[] encode(String text);

    /**
     * The text of ids.
     *
     * @throws IllegalArgumentException if an id is not in 0..size - 1, or the ids end inside of a character
     */
    String decode(int[] ids);

    /** What one id stands for, for people: without line breaks or bytes that are no text. */
    String show(int id);

    /**
     * Returns {@code ids}.
     *
     * @throws IllegalArgumentException naming the first that is not in 0..size - 1
     */
    default int[] checked(int[] ids) {
        for (int id : ids) {
            if (id < 0 || id >= size()) {
                throw new IllegalArgumentException("id " + id + " is not in 0.." + (size() - 1));
            }
        }
        return ids;
    }
}
