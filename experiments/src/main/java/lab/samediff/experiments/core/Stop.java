package lab.samediff.experiments.core;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a run is to stop at its next step: a signal came, or its time is up. Any thread may ask for it. */
final class Stop {
    /** Why a run stops before its end. */
    enum Reason {
        /** Ctrl-C. */
        INTERRUPT(ExitCode.INTERRUPTED),
        /** A signal by which a scheduler takes the machine back. */
        SIGNAL(ExitCode.PREEMPTED),
        /** The time given by {@code --max-time} is used up. */
        TIME(ExitCode.PREEMPTED);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    /** Schedulers give at least half a minute. */
    private static final long GRACE_MILLIS = 10_000;

    private final LongSupplier nanoTime;
    private final long deadline;
    private final boolean limited;
    private volatile @Nullable Reason asked;
    private volatile Consumer<Reason> overdue = reason -> {};

    /** One that also asks by itself after so many nanoseconds; 0 for never. */
    Stop(LongSupplier nanoTime, long nanos) {
        this.nanoTime = nanoTime;
        this.limited = nanos > 0;
        this.deadline = nanoTime.getAsLong() + nanos;
    }

    /** Asks the run to stop; may be called by any thread, also the one that handles signals. */
    void ask(Reason reason) {
        asked = reason;
        Thread timer = new Thread(() -> wait(reason), "stop");
        timer.setDaemon(true);
        timer.start();
    }

    private void wait(Reason reason) {
        try {
            Thread.sleep(GRACE_MILLIS);
            overdue.accept(reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done if the run has not stopped a while after it was asked: it may be where there are no steps. */
    void whenOverdue(Consumer<Reason> action) {
        overdue = action;
    }

    /** Why to stop now, or null. */
    @Nullable
    Reason reason() {
        if (asked == null && limited && nanoTime.getAsLong() - deadline >= 0) asked = Reason.TIME;
        return asked;
    }
}
