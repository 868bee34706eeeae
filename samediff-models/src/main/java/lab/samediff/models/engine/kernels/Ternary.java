package lab.samediff.models.engine.kernels;

/** A function of three elements a, b and c; {@link #of} is the definition. */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
public enum Ternary {
    /** b where a > 0, else c. */
    SELECT((a, b, c) -> a > 0 ? b : c);

    private final Function function;

    Ternary(Function function) {
        this.function = function;
    }

    /** The value at one triple of elements. */
    public float of(float a, float b, float c) {
        return function.of(a, b, c);
    }

    /** Without state. */
    @FunctionalInterface
    private interface Function {
        float of(float a, float b, float c);
    }
}
