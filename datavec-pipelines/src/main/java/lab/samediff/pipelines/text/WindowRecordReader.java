package lab.samediff.pipelines.text;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.IndexedRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * DataVec reader of the windows of a text that lie end to end. A record is [ids, next, present], each an {@link
 * NDArrayWritable} [1, time] as in {@link TokenBatch}.
 *
 * <pre>{@code
 * WindowRecordReader reader = new WindowRecordReader(vocabulary, 64);
 * reader.initialize(new FileSplit(textFile));
 * }</pre>
 */
public final class WindowRecordReader extends IndexedRecordReader {
    private static final long serialVersionUID = 1L;
    private static final URI IN_MEMORY = URI.create("memory:text");

    private final transient @Nullable Tokenizer tokenizer;
    private final int time;
    private URI origin = IN_MEMORY;
    private transient @Nullable TokenWindows windows;

    /** A reader of a UTF-8 file, which {@link #initialize(InputSplit)} names, in windows of {@code time} ids. */
    public WindowRecordReader(Tokenizer tokenizer, int time) {
        this.tokenizer = tokenizer;
        this.time = time;
    }

    /** A reader of ids in memory; it needs no {@code initialize}. */
    public WindowRecordReader(TokenWindows windows) {
        this.tokenizer = null;
        this.time = windows.time();
        this.windows = windows;
    }

    /**
     * Reads a text file.
     *
     * @throws IllegalArgumentException if the split has not exactly one location, or the text is too short for a window,
     *     or has no ids
     * @throws DataFormatException if the file is not UTF-8
     * @throws IOException if it cannot be read
     */
    @Override
    public void initialize(InputSplit split) throws IOException {
        URI[] locations = split.locations();
        if (locations.length != 1) {
            throw new IllegalArgumentException("expected one text file, got " + Arrays.toString(locations));
        }
        if (tokenizer == null) throw new IllegalStateException("this reader was made for ids in memory");
        inputSplit = split;
        origin = locations[0];
        windows = new TokenWindows(tokenizer.encode(Corpus.read(Path.of(origin))), time);
        reset();
    }

    @Override
    public int size() {
        return windows().count();
    }

    @Override
    protected List<Writable> row(int row) {
        TokenBatch window = windows().windows(row);
        return List.of(
                new NDArrayWritable(window.ids()),
                new NDArrayWritable(window.next()),
                new NDArrayWritable(window.present()));
    }

    @Override
    protected URI origin() {
        return origin;
    }

    /** None: what follows is a token, not a class. */
    @Override
    public List<String> getLabels() {
        return List.of();
    }

    private TokenWindows windows() {
        if (windows == null) throw new IllegalStateException("no text yet; call initialize(split) first");
        return windows;
    }
}
