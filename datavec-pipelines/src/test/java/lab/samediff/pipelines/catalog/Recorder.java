package lab.samediff.pipelines.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Notes what a download tells. */
record Recorder(List<String> calls, LongConsumer onProgress) implements FetchListener {
    Recorder(LongConsumer onProgress) {
        this(new ArrayList<>(), onProgress);
    }

    @Override
    public void starting(DataSource source, List<DataFile> files) {
        calls.add(FetchListener.announcement(source, files));
    }

    @Override
    public void progress(DataFile file, long done) {
        calls.add("progress");
        onProgress.accept(done);
    }

    @Override
    public void finished(DataFile file) {
        calls.add("finished " + file.path());
    }

    @Override
    public void waiting(DataSource source) {
        calls.add("waiting");
    }
}
