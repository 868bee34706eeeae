package lab.samediff.experiments.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Shows in status.json now and then which step a run is in: who reads it twice and finds the same may think it hangs. */
final class Heartbeat {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(5);

    private final RunFolder folder;
    private final LongSupplier nanoTime;
    private long last;

    Heartbeat(RunFolder folder, LongSupplier nanoTime) {
        this.folder = folder;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /** Between two steps. */
    void at(int step) {
        long now = nanoTime.getAsLong();
        if (now - last < EVERY) return;
        last = now;
        try {
            folder.beat(step);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write status.json of " + folder.path(), e);
        }
    }
}
