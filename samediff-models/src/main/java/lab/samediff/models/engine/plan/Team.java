package lab.samediff.models.engine.plan;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run the same program on different samples. The caller is the first of them. They wait for each other
 * spinning, because most waits are shorter than a wake-up, then offer their processor to others, one of which may be
 * who they wait for, and sleep when a wait grows long.
 */
public final class Team {
    private static final int SPINS = 1_000;
    private static final int OFFERS = 2_000;
    private static final long NAP_NANOS = 20_000;

    private final int size;
    private final Thread[] workers;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile int passed;
    private volatile int started;
    /** How many take part in the task that runs; written before and read after {@link #started}. */
    private int members;

    private final AtomicInteger finished = new AtomicInteger();
    private volatile @Nullable IntConsumer body;
    private volatile @Nullable Throwable failure;

    /** A team of {@code size}, 1 for the caller alone. */
    public Team(int size) {
        if (size < 1) throw new IllegalArgumentException("a team has at least one member, got " + size);
        this.size = size;
        this.workers = new Thread[size - 1];
        for (int i = 1; i < size; i++) {
            int member = i;
            workers[i - 1] = new Thread(() -> work(member), "plan-" + member);
            workers[i - 1].setDaemon(true);
            workers[i - 1].start();
        }
    }

    /** How many run. */
    public int size() {
        return size;
    }

    /**
     * Runs {@code task} on the first {@code count} members at once, each with its number, and returns when all are done.
     *
     * @throws IllegalStateException if a member failed; the others stop at their next meeting
     */
    public synchronized void run(int count, IntConsumer task) {
        if (count < 1 || count > size) throw new IllegalArgumentException(count + " of " + size + " members");
        members = count;
        failure = null;
        body = task;
        finished.set(0);
        waiting.set(0);
        started++;
        for (Thread worker : workers) LockSupport.unpark(worker);
        attempt(0, task);
        await(() -> finished.get() == size - 1);
        body = null;
        Throwable failed = failure;
        if (failed instanceof RuntimeException known && workers.length == 0) throw known;
        if (failed != null) throw new IllegalStateException("a thread of the plan failed: " + failed, failed);
    }

    /** Waits until all members that take part have come here. */
    void meet() {
        int before = passed;
        if (waiting.incrementAndGet() == members) {
            waiting.set(0);
            passed = before + 1;
            return;
        }
        await(() -> passed != before || failure != null);
        if (passed == before) throw new Abandoned();
    }

    private void work(int member) {
        int seen = 0;
        while (true) {
            int known = seen;
            awaitWork(known);
            seen = started;
            IntConsumer task = body;
            if (task != null && member < members) attempt(member, task);
            finished.incrementAndGet();
        }
    }

    private void attempt(int member, IntConsumer task) {
        try {
            task.accept(member);
        } catch (Abandoned e) {
            // The member that failed says why.
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void awaitWork(int known) {
        for (int i = 0; started == known && i < SPINS + OFFERS; i++) pause(i);
        while (started == known) LockSupport.park(this);
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < SPINS + OFFERS; i++) {
            if (condition.getAsBoolean()) return;
            pause(i);
        }
        while (!condition.getAsBoolean()) LockSupport.parkNanos(NAP_NANOS);
    }

    @SuppressWarnings("ThreadPriorityCheck") // Only how long it takes depends on the scheduler: who waits asks again.
    private static void pause(int waited) {
        if (waited < SPINS) Thread.onSpinWait();
        else Thread.yield();
    }

    /** Another member failed. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super(null, null, false, false);
        }
    }
}
