package lab.samediff.pipelines.catalog;

import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is told how a download gets on. All calls come from the thread that fetches. */
public interface FetchListener {
    /** Called once, before the first connection: show {@link #announcement} and what is going to be downloaded. */
    void starting(DataSource source, List<DataFile> files);

    /** Called after each piece: {@code done} of the file's bytes are on disk. May fall when a download starts anew. */
    void progress(DataFile file, long done);

    /** Called when the file is complete and its checksum was found right. */
    void finished(DataFile file);

    /** Called once if another process or thread is fetching the same data set. */
    void waiting(DataSource source);

    /** What to show first: the title, the size and the licence. */
    static String announcement(DataSource source, List<DataFile> files) {
        long bytes = files.stream().mapToLong(DataFile::bytes).sum();
        return String.format(
                Locale.ROOT,
                "licence of %s: %s; fetching %s, %d file(s), %.1f MB",
                source.name(),
                source.licence(),
                source.title(),
                files.size(),
                bytes / 1e6);
    }

    /** A listener that writes to the log. */
    static FetchListener logging() {
        return new Logging(LoggerFactory.getLogger(DataAccess.class));
    }

    /** Writes the announcement and each finished file to the log. */
    record Logging(Logger log) implements FetchListener {
        @Override
        public void starting(DataSource source, List<DataFile> files) {
            log.info("{}", announcement(source, files));
        }

        @Override
        public void progress(DataFile file, long done) {
            log.trace("{}: {} of {} bytes", file.path(), done, file.bytes());
        }

        @Override
        public void finished(DataFile file) {
            log.info("{}: {} bytes, sha256 right", file.path(), file.bytes());
        }

        @Override
        public void waiting(DataSource source) {
            log.info("{} is being fetched by another process; waiting for it", source.name());
        }
    }
}
