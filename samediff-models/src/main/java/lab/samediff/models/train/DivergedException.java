package lab.samediff.models.train;

/** A loss, a metric, a parameter or the norm of a gradient that is not a finite number. */
public final class DivergedException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    private final long step;
    private final String name;
    private final double value;

    /** {@code name} became {@code value} at {@code step} (0 is the first). */
    public DivergedException(String name, long step, double value) {
        super(name + " is " + value + " at step " + step
                + "; lower the learning rate, clip gradients, or look at the data of this step");
        this.step = step;
        this.name = name;
        this.value = value;
    }

    /** The step at which it happened. */
    public long step() {
        return step;
    }

    /** What was not finite. */
    public String name() {
        return name;
    }

    /** What it was: NaN or infinite. */
    public double value() {
        return value;
    }
}
