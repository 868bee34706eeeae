package lab.samediff.pipelines.text;

import java.util.Arrays;
import java.util.Locale;

/** One id for each different character (Unicode code point) of a text, in the order of their numbers. */
public final class CharVocabulary implements Tokenizer {
    private final int[] characters;

    private CharVocabulary(int[] characters) {
        this.characters = characters;
    }

    /**
     * The characters of a text.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CharVocabulary of(String text) {
        if (text.isEmpty()) throw new IllegalArgumentException("an empty text has no characters");
        return new CharVocabulary(text.codePoints().distinct().sorted().toArray());
    }

    @Override
    public int size() {
        return characters.length;
    }

    /** @throws IllegalArgumentException naming the first character that is not in the vocabulary, and where it is */
    @Override
    public int[] encode(String text) {
        int[] ids = text.codePoints()
                .map(character -> Arrays.binarySearch(characters, character))
                .toArray();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0) {
                int unknown = text.codePointAt(text.offsetByCodePoints(0, i));
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "character %d is U+%04X, which is none of the vocabulary's %d; make it of a text that has it",
                        i,
                        unknown,
                        size()));
            }
        }
        return ids;
    }

    @Override
    public String decode(int[] ids) {
        checked(ids);
        StringBuilder text = new StringBuilder(ids.length);
        for (int id : ids) text.appendCodePoint(characters[id]);
        return text.toString();
    }

    @Override
    public String show(int id) {
        return Shown.of(decode(new int[] {id}));
    }
}
