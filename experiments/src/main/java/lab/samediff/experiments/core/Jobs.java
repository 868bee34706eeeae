package lab.samediff.experiments.core;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Where runs are done: in this process one after the other, or in processes of their own, several at once. */
interface Jobs extends AutoCloseable {
    /** A run that is to be done, is being done, or is done. */
    interface Pending {
        /** Waits for its end. @throws IOException if its folder can't be written, or its process had none */
        Outcome outcome() throws IOException;
    }

    /** Plans a run. */
    Pending begin(Plan<?> plan, long seed);

    /** Waits for what has begun. */
    @Override
    void close();

    /** In this process; each is done when its outcome is asked for. */
    static Jobs here(Runner runner) {
        return new Jobs() {
            @Override
            public Pending begin(Plan<?> plan, long seed) {
                return () -> runner.run(plan, seed);
            }

            @Override
            public void close() {}
        };
    }

    /** In processes, so many at once, in the order in which they are planned. */
    static Jobs processes(int atOnce, Worker worker) {
        ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        return new Jobs() {
            @Override
            public Pending begin(Plan<?> plan, long seed) {
                Future<Outcome> future = pool.submit(() -> worker.run(plan, seed));
                return () -> outcome(future);
            }

            @Override
            public void close() {
                pool.shutdown();
                try {
                    boolean ended = false;
                    while (!ended) ended = pool.awaitTermination(1, TimeUnit.HOURS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static Outcome outcome(Future<Outcome> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a process was working");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UsageException usage) throw usage;
            throw new IOException(cause == null ? "failed" : Outcome.message(cause), e);
        }
    }
}
