package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.file.Path;

/** Another process works on this run's folder, or this one does already. */
public final class RunBusyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final LockHolder holder;

    RunBusyException(Path folder, LockHolder holder) {
        super(folder + " is in use by " + who(holder) + "; wait for it, or end it");
        this.holder = holder;
    }

    private static String who(LockHolder holder) {
        if (holder.pid() == 0) return "another process, which its " + RunLock.NAME + " doesn't name";
        return "process " + holder.pid() + " on host " + holder.host() + ", started " + holder.started();
    }

    /** Who holds the lock. */
    public LockHolder holder() {
        return holder;
    }
}
