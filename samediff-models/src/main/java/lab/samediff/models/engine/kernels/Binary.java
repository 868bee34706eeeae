package lab.samediff.models.engine.kernels;

/** A function of two elements a and b; {@link #of} is the definition. A comparison with NaN is false and gives 0. */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
public enum Binary {
    /** a + b. */
    ADD((a, b) -> a + b),
    /** a - b. */
    SUB((a, b) -> a - b),
    /** a · b. */
    MUL((a, b) -> a * b),
    /** a / b. */
    DIV((a, b) -> a / b),
    /** The larger; NaN where either is. */
    MAX((a, b) -> Math.max(a, b)),
    /** The smaller; NaN where either is. */
    MIN((a, b) -> Math.min(a, b)),
    /** 1 where a = b, else 0. */
    EQUAL((a, b) -> a == b ? 1 : 0),
    /** (1 - a²) b: the gradient through a = tanh x. */
    TANH_SLOPE_MUL((a, b) -> (1 - a * a) * b),
    /** a (1 - a) b: the gradient through a = sigmoid x. */
    SIGMOID_SLOPE_MUL((a, b) -> a * (1 - a) * b),
    /** b where a > 0, else 0: the gradient through relu. */
    STEP_MUL((a, b) -> a > 0 ? b : 0);

    private final Function function;

    Binary(Function function) {
        this.function = function;
    }

    /** The value at one pair of elements. */
    public float of(float a, float b) {
        return function.of(a, b);
    }

    /** Without state. */
    @FunctionalInterface
    private interface Function {
        float of(float a, float b);
    }
}
