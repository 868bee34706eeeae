package lab.samediff.experiments.core;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run: an attempt, and after a divergence others from its newest checkpoint, if its policy is to go back there. */
final class Attempts {
    private final Function<Keeper.@Nullable Saved, Run> begin;
    private final Divergences divergences;
    private volatile Run run;

    /** Nothing is executed yet. {@code saved}: where the first attempt goes on, or null. */
    Attempts(Function<Keeper.@Nullable Saved, Run> begin, Divergences divergences, Keeper.@Nullable Saved saved) {
        this.begin = begin;
        this.divergences = divergences;
        this.run = begin.apply(saved);
    }

    /** The present attempt. */
    Run run() {
        return run;
    }

    /**
     * Executes {@code body}, which returns what it threw, until no further attempt is made; returns what the last threw.
     *
     * @throws IOException if the checkpoint to go back to can't be read
     */
    Optional<Throwable> execute(Function<Run, Optional<Throwable>> body) throws IOException {
        while (true) {
            Optional<Throwable> failure = body.apply(run);
            Keeper.Saved back = divergences.after(failure, run);
            if (back == null) return failure;
            run = begin.apply(back);
        }
    }
}
