package lab.samediff.models.layers;

import lab.samediff.models.graph.Ops;
import org.nd4j.autodiff.samediff.SDVariable;

/** A function of each entry; shape in = shape out. */
public enum Activation {
    /** max(x, 0). */
    RELU,
    /** x where positive, else 0.01 x. */
    LEAKY_RELU,
    /** x where positive, else eˣ - 1. Clevert et al. 2016, arXiv:1511.07289. */
    ELU,
    /** Scaled ELU, under which unit variance is a fixed point. Klambauer et al. 2017, arXiv:1706.02515. */
    SELU,
    /** x Φ(x), exact. Hendrycks and Gimpel 2016, arXiv:1606.08415. */
    GELU,
    /** x sigmoid(x). Hendrycks and Gimpel 2016, arXiv:1606.08415. */
    SILU,
    /** tanh x. */
    TANH,
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID,
    /** x. */
    IDENTITY;

    private static final double LEAK = 0.01;

    /** The function of each entry of x. */
    public SDVariable apply(SDVariable x) {
        return switch (this) {
            case RELU -> Ops.relu(x);
            case LEAKY_RELU -> Ops.leakyRelu(x, LEAK);
            case ELU -> Ops.elu(x);
            case SELU -> Ops.selu(x);
            case GELU -> Ops.gelu(x);
            case SILU -> Ops.silu(x);
            case TANH -> Ops.tanh(x);
            case SIGMOID -> Ops.sigmoid(x);
            case IDENTITY -> x;
        };
    }
}
