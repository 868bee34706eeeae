package lab.samediff.experiments.core;

import java.util.Locale;

/** A metric became NaN or infinite; the run stops here, with exit code 4. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int step;
    private final String metric;

    /** {@code metric} was {@code value} at {@code step}, counted from 0 over all loops of the run. */
    public DivergedException(int step, String metric, double value) {
        super(String.format(Locale.ROOT, "%s is %s at step %d", metric, value, step));
        this.step = step;
        this.metric = metric;
    }

    /** The step, counted from 0 over all loops of the run. */
    public int step() {
        return step;
    }

    /** The metric that was not finite. */
    public String metric() {
        return metric;
    }
}
