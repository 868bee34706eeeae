package lab.samediff.pipelines.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import lab.samediff.pipelines.Utf8;

/**
 * The byte-pair encoding of GPT-2 with its 50,257 ids: 256 bytes, 50,000 merges and the end of a text, which is never
 * made of text. Radford et al. 2019, "Language models are unsupervised multitask learners", section 2.2. The vocabulary
 * is inside of the library JTokkit, so nothing is downloaded.
 */
public final class Gpt2Vocabulary implements Tokenizer {
    /** The id that ends a text. */
    public static final int END_OF_TEXT = 50_256;

    private final Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);

    @Override
    public int size() {
        return END_OF_TEXT + 1;
    }

    @Override
    public int[] encode(String text) {
        // The library would write a question mark for half of a surrogate pair.
        Utf8.encode(text);
        return encoding.encodeOrdinary(text).toArray();
    }

    @Override
    public String decode(int[] ids) {
        return Utf8.ofIds(bytes(ids));
    }

    @Override
    public String show(int id) {
        return Shown.of(bytes(new int[] {id}));
    }

    private byte[] bytes(int[] ids) {
        IntArrayList list = new IntArrayList(ids.length);
        for (int id : checked(ids)) list.add(id);
        return encoding.decodeBytes(list);
    }
}
