package lab.samediff.models.engine.kernels;

/**
 * A function of one element x with up to two fixed parameters p and q. {@link #of} is the definition; the kernels agree
 * with it to 4e-7 relatively, most to a unit in the last place. NaN stays NaN unless a comparison decides.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
public enum Unary {
    /** x. */
    COPY((x, p, q) -> x),
    /** -x. */
    NEGATE((x, p, q) -> -x),
    /** |x|. */
    ABS((x, p, q) -> Math.abs(x)),
    /** x². */
    SQUARE((x, p, q) -> x * x),
    /** √x. */
    SQRT((x, p, q) -> (float) Math.sqrt(x)),
    /** 1/x. */
    RECIPROCAL((x, p, q) -> 1 / x),
    /** eˣ. */
    EXP((x, p, q) -> (float) Math.exp(x)),
    /** ln x. */
    LOG((x, p, q) -> (float) Math.log(x)),
    /** ln(1 + x). */
    LOG1P((x, p, q) -> (float) Math.log1p(x)),
    /** sin x. */
    SIN((x, p, q) -> (float) Math.sin(x)),
    /** cos x. */
    COS((x, p, q) -> (float) Math.cos(x)),
    /** The error function 2/√π ∫₀ˣ exp(-t²) dt; within 2e-7 of it. */
    ERF((x, p, q) -> Scalars.erf(x)),
    /** tanh x. */
    TANH((x, p, q) -> (float) Math.tanh(x)),
    /** 1 / (1 + e⁻ˣ); where that is below the smallest normal float it may be 0. */
    SIGMOID((x, p, q) -> (float) (1 / (1 + Math.exp(-x)))),
    /** max(x, 0); NaN for NaN, as ND4J's relu. */
    RELU((x, p, q) -> Math.max(x, 0)),
    /** 1 where x > 0, else 0: the slope of relu. */
    STEP((x, p, q) -> x > 0 ? 1 : 0),
    /** -1, 0 or 1; NaN for NaN, for which ND4J has 0. */
    SIGN((x, p, q) -> Math.signum(x)),
    /** x where x > 0, else eˣ - 1. Clevert et al. 2016, arXiv:1511.07289, with α = 1. */
    ELU((x, p, q) -> x > 0 ? x : (float) Math.expm1(x)),
    /** The derivative of {@link #ELU} at x. */
    ELU_SLOPE((x, p, q) -> x > 0 ? 1 : (float) Math.exp(x)),
    /** λx where x > 0, else λα(eˣ - 1). Klambauer et al. 2017, arXiv:1706.02515, equation 2. */
    SELU((x, p, q) -> x > 0 ? Scalars.SELU_SCALE * x : Scalars.SELU_SCALE_ALPHA * (float) Math.expm1(x)),
    /** The derivative of {@link #SELU} at x, at 0 the one from the left. */
    SELU_SLOPE((x, p, q) -> x > 0 ? Scalars.SELU_SCALE : Scalars.SELU_SCALE_ALPHA * (float) Math.exp(x)),
    /** x + p. */
    ADD_SCALAR((x, p, q) -> x + p),
    /** x · p. */
    MUL_SCALAR((x, p, q) -> x * p),
    /** x where x > 0, else p·x. */
    LEAKY_RELU((x, p, q) -> x > 0 ? x : p * x),
    /** The derivative of {@link #LEAKY_RELU} at x: p where x < 0, else 1, also at 0, as ND4J has it. */
    LEAKY_SLOPE((x, p, q) -> x < 0 ? p : 1),
    /** x limited to [p, q]; NaN stays NaN. */
    CLIP((x, p, q) -> Math.min(Math.max(x, p), q));

    private final Function function;

    Unary(Function function) {
        this.function = function;
    }

    /**
     * The value at one element.
     *
     * @param x the element
     * @param p the first parameter, where the function has one
     * @param q the second parameter, where the function has one
     */
    public float of(float x, float p, float q) {
        return function.of(x, p, q);
    }

    /** Without state. */
    @FunctionalInterface
    private interface Function {
        float of(float x, float p, float q);
    }
}
