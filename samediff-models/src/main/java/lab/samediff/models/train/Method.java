package lab.samediff.models.train;

import java.util.List;
import lab.samediff.models.engine.kernels.AdamStep;
import lab.samediff.models.engine.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The direction in which a parameter moves, given its gradient and what is remembered of earlier ones. */
public sealed interface Method {
    /** How many arrays of the parameter's shape are remembered. */
    int memories();

    /**
     * Turns the gradient, in place, into what is to be subtracted from the parameter.
     *
     * @param gradient of the parameter's shape; overwritten
     * @param memory {@link #memories} arrays, zero before the first step; updated
     * @param rate the learning rate of this step
     * @param step 0 for the first step
     */
    void apply(INDArray gradient, List<INDArray> memory, double rate, long step);

    /** The same for the engine's kernels: a step as a function of tiles, which moves the parameter too. */
    OnTiles onTiles(double rate, long step);

    /** Moves a stretch of a parameter. */
    @FunctionalInterface
    interface OnTiles {
        /**
         * Moves n entries of the parameter that begin at t[p].
         *
         * @param g where the gradient begins
         * @param m where the first memory begins, if the method has one
         * @param v where the second one begins
         */
        void move(Kernels kernels, float[] t, int p, int g, int m, int v, int n);
    }

    /** Stochastic gradient descent: Δ = η g. */
    record Sgd() implements Method {
        @Override
        public int memories() {
            return 0;
        }

        @Override
        public void apply(INDArray gradient, List<INDArray> memory, double rate, long step) {
            gradient.muli(rate);
        }

        @Override
        public OnTiles onTiles(double rate, long step) {
            return (kernels, t, p, g, m, v, n) -> kernels.sgd(t, p, g, n, rate);
        }
    }

    /** Heavy-ball momentum: v ← βv + g, Δ = η v. Polyak 1964. */
    record Momentum(double beta) implements Method {
        public Momentum {
            requireFraction("beta", beta);
        }

        @Override
        public int memories() {
            return 1;
        }

        @Override
        public void apply(INDArray gradient, List<INDArray> memory, double rate, long step) {
            INDArray velocity = memory.get(0).muli(beta).addi(gradient);
            gradient.assign(velocity).muli(rate);
        }

        @Override
        public OnTiles onTiles(double rate, long step) {
            return (kernels, t, p, g, m, v, n) -> kernels.momentum(t, p, g, m, n, rate, beta);
        }
    }

    /** RMSProp: s ← ρs + (1-ρ)g², Δ = η g / (√s + ε). Tieleman and Hinton 2012, lecture 6.5. */
    record RmsProp(double decay, double epsilon) implements Method {
        public RmsProp {
            requireFraction("decay", decay);
            requirePositive("epsilon", epsilon);
        }

        @Override
        public int memories() {
            return 1;
        }

        @Override
        public void apply(INDArray gradient, List<INDArray> memory, double rate, long step) {
            INDArray square =
                    memory.get(0).muli(decay).addi(gradient.mul(gradient).muli(1 - decay));
            gradient.divi(Transforms.sqrt(square, true).addi(epsilon)).muli(rate);
        }

        @Override
        public OnTiles onTiles(double rate, long step) {
            return (kernels, t, p, g, m, v, n) -> kernels.rmsProp(t, p, g, m, n, rate, decay, epsilon);
        }
    }

    /**
     * Adam: m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², Δ = η m̂ / (√v̂ + ε) with the biases of m and v taken out. Kingma and
     * Ba 2015, arXiv:1412.6980, algorithm 1. With {@link Rule#decay} it is AdamW.
     */
    record Adam(double beta1, double beta2, double epsilon) implements Method {
        public Adam {
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
            requirePositive("epsilon", epsilon);
        }

        @Override
        public int memories() {
            return 2;
        }

        @Override
        public void apply(INDArray gradient, List<INDArray> memory, double rate, long step) {
            // The native op adds epsilon to the biased √v; scaled like this it adds it to the unbiased one.
            double unbiased = epsilon * Math.sqrt(1 - Math.pow(beta2, step + 1.0));
            Nd4j.exec(new AdamUpdater(
                    gradient, memory.get(0), memory.get(1), rate, beta1, beta2, unbiased, Math.toIntExact(step)));
            // Where the rate is 0 the native op takes epsilon for it.
            if (rate == 0) gradient.assign(0);
        }

        @Override
        public OnTiles onTiles(double rate, long step) {
            AdamStep numbers = AdamStep.of(rate, beta1, beta2, epsilon, step);
            return (kernels, t, p, g, m, v, n) -> kernels.adam(t, p, g, m, v, n, numbers);
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) throw new IllegalArgumentException(name + " must be in [0, 1), got " + value);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0)) throw new IllegalArgumentException(name + " must be positive, got " + value);
    }
}
