package lab.samediff.models.train;

/** The factor by which the learning rate is multiplied at a step; step 0 is the first. */
public sealed interface Schedule {
    /** The factor at {@code step}, in [0, 1]. */
    double factor(long step);

    /** Always 1. */
    record Constant() implements Schedule {
        @Override
        public double factor(long step) {
            return 1;
        }
    }

    /** {@code decay} to the power of the number of whole periods of {@code every} steps that have passed. */
    record StepDecay(long every, double decay) implements Schedule {
        public StepDecay {
            if (every < 1) throw new IllegalArgumentException("every must be at least 1, got " + every);
            if (!(decay > 0 && decay <= 1)) throw new IllegalArgumentException("decay must be in (0, 1], got " + decay);
        }

        @Override
        public double factor(long step) {
            long periods = step / every;
            return Math.pow(decay, (double) periods);
        }
    }

    /**
     * A linear rise over {@code warmup} steps, then half a cosine from 1 down to {@code floor} at {@code total}, and
     * {@code floor} after it. Loshchilov and Hutter 2017, arXiv:1608.03983, eq. 5.
     */
    record Cosine(long warmup, long total, double floor) implements Schedule {
        public Cosine {
            requireRange(warmup, total, floor);
        }

        @Override
        public double factor(long step) {
            if (step < warmup) return (step + 1.0) / warmup;
            double done = Math.min(1, (double) (step - warmup) / (total - warmup));
            return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done));
        }
    }

    /** A linear rise over {@code warmup} steps, then a line from 1 down to {@code floor} at {@code total}. */
    record Linear(long warmup, long total, double floor) implements Schedule {
        public Linear {
            requireRange(warmup, total, floor);
        }

        @Override
        public double factor(long step) {
            if (step < warmup) return (step + 1.0) / warmup;
            return 1 - (1 - floor) * Math.min(1, (double) (step - warmup) / (total - warmup));
        }
    }

    private static void requireRange(long warmup, long total, double floor) {
        if (warmup < 0 || total <= warmup) {
            throw new IllegalArgumentException("wants 0 <= warmup < total, got " + warmup + " and " + total);
        }
        if (!(floor >= 0 && floor <= 1)) throw new IllegalArgumentException("floor must be in [0, 1], got " + floor);
    }
}
