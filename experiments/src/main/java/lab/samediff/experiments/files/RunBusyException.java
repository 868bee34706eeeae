package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.file.Path;

/** Another process works on this run's folder, or this one does already. */
public final class RunBusyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final LockHolder holder;

    RunBusyException(Path folder, LockHolder holder) {
        super(folder + " is in use by process " + holder.pid() + " on host " + holder.host() + ", started "
                + holder.started() + "; wait for it, or end it");
        this.holder = holder;
    }

    /** Who holds the lock. */
    public LockHolder holder() {
        return holder;
    }
}
