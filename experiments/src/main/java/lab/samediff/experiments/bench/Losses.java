package lab.samediff.experiments.bench;

import java.util.List;

/** The losses of the first four steps of one side: the first as it begins, the last after three updates. */
record Losses(List<Double> losses) {
    static final int STEPS = 4;

    Losses {
        if (losses.size() != STEPS) throw new IllegalArgumentException("want " + STEPS + " losses, got " + losses);
        losses = List.copyOf(losses);
    }

    double begin() {
        return losses.get(0);
    }

    double end() {
        return losses.get(STEPS - 1);
    }
}
