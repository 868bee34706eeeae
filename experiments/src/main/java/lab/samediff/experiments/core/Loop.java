package lab.samediff.experiments.core;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Counts the steps of a run over all of its loops, one after the other. */
final class Loop {
    private final MetricsLog metrics;
    private final Progress progress;
    private final Keeper keeper;
    private final Checkpointer checkpoints;
    private final Heartbeat heartbeat;
    private final Supplier<String> note;
    private volatile int step;
    private int next;
    private int loops;

    Loop(
            MetricsLog metrics,
            Progress progress,
            Keeper keeper,
            Checkpointer checkpoints,
            Heartbeat heartbeat,
            Supplier<String> note) {
        this.metrics = metrics;
        this.progress = progress;
        this.keeper = keeper;
        this.checkpoints = checkpoints;
        this.heartbeat = heartbeat;
        this.note = note;
    }

    /** The step that the run is in, counted from 0 over all loops. */
    int step() {
        return step;
    }

    Iterable<Integer> of(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("a loop of " + steps + " steps; at least 0");
        }
        return () -> new Steps(steps);
    }

    private final class Steps implements Iterator<Integer> {
        private final int count;
        private final int base = next;
        private final int self;
        private int done;
        private int seen;

        Steps(int count) {
            this.count = count;
            self = ++loops;
            done = keeper.begin(self, count);
            seen = done == count && count > 0 ? done : -1;
            next = base + done;
            if (done == 0) metrics.loop(count);
            progress.begin();
        }

        @Override
        public boolean hasNext() {
            if (self != loops) {
                throw new IllegalStateException("loops over run.steps can't be nested; use one loop over all steps");
            }
            if (done > 0) {
                progress.at(done, count, note.get());
            }
            if (done == count) {
                step = next;
                progress.end();
            }
            if (seen != done) {
                seen = done;
                heartbeat.at(next);
                if (done == count) checkpoints.ended(self, count, next);
                else checkpoints.between(self, count, done, next);
            }
            return done < count;
        }

        @Override
        public Integer next() {
            if (done == count) {
                throw new NoSuchElementException();
            }
            step = base + done;
            next = step + 1;
            return done++;
        }
    }
}
