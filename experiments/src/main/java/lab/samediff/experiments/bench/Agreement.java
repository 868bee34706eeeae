package lab.samediff.experiments.bench;

import java.util.Locale;
import java.util.Optional;

/** Whether two sides compute the same: if not, comparing their times says nothing. */
final class Agreement {
    /** Relative difference that the first loss may have. */
    static final double AT_FIRST = 1e-4;

    /** Relative difference that the loss after three updates may have. */
    static final double AFTER_UPDATES = 1e-3;

    private Agreement() {}

    /** Why the losses are not the same; empty if they are. */
    static Optional<String> objection(Losses ours, Losses theirs) {
        return objection(ours.begin(), ours.end(), theirs.begin(), theirs.end(), "PyTorch");
    }

    /** Why the first losses or those after three updates are not the same; {@code owner} names the other side. */
    static Optional<String> objection(double begin, double end, double otherBegin, double otherEnd, String owner) {
        return objection("the first loss", begin, otherBegin, owner, AT_FIRST)
                .or(() -> objection("the loss after three updates", end, otherEnd, owner, AFTER_UPDATES));
    }

    private static Optional<String> objection(String what, double one, double other, String owner, double bound) {
        double difference = Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
        // Written so that NaN is no agreement.
        if (one == other || difference <= bound) return Optional.empty();
        return Optional.of(String.format(
                Locale.ROOT,
                "%s is %.6g and %.6g in %s: the relative difference %.1e is above %.0e",
                what,
                one,
                other,
                owner,
                difference,
                bound));
    }
}
