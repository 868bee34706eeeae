package lab.samediff.models.dynamics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Butcher tableau of an explicit Runge–Kutta method with s stages: k_i = v(t + c_i Δt, x + Δt Σ_{j<i} a_ij k_j) and
 * x(t + Δt) ≈ x + Δt Σ b_i k_i. Hairer, Nørsett and Wanner 1993, Solving Ordinary Differential Equations I, II.1.
 */
public final class Tableau {
    private final double[] nodes;
    private final double[][] matrix;
    private final double[] weights;

    /**
     * @param nodes c, one per stage
     * @param matrix a, row i with its i entries left of the diagonal
     * @param weights b, one per stage
     * @throws IllegalArgumentException if the sizes do not fit each other
     */
    Tableau(double[] nodes, double[][] matrix, double[] weights) {
        if (nodes.length != matrix.length || weights.length != matrix.length) {
            throw new IllegalArgumentException(
                    nodes.length + " nodes, " + matrix.length + " rows and " + weights.length + " weights do not fit");
        }
        this.matrix = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            if (matrix[i].length != i) {
                throw new IllegalArgumentException("row " + i + " of an explicit method has " + i + " coefficients");
            }
            this.matrix[i] = matrix[i].clone();
        }
        this.nodes = nodes.clone();
        this.weights = weights.clone();
    }

    /** Number of stages s: evaluations of the field per step. */
    public int stages() {
        return weights.length;
    }

    /** c_i, the part of the step at which stage i evaluates the field; i in [0, s). */
    public double node(int i) {
        return nodes[i];
    }

    /** a_ij, how much of slope j enters the point of stage i; 0 for j ≥ i. */
    public double coefficient(int i, int j) {
        return j < i ? matrix[i][j] : 0;
    }

    /** b_i, how much of slope i enters the step; i in [0, s). */
    public double weight(int i) {
        return weights[i];
    }

    /** The s slopes of one step from x at time t, of which the first, v(t, x), is given. */
    INDArray[] slopes(VelocityField field, double t, double dt, INDArray x, INDArray first) {
        INDArray[] slopes = new INDArray[stages()];
        slopes[0] = first;
        for (int i = 1; i < slopes.length; i++) {
            slopes[i] = field.at(t + nodes[i] * dt, moved(x, dt, matrix[i], slopes));
        }
        return slopes;
    }

    /** x + Δt Σ b_i k_i. */
    INDArray advance(INDArray x, double dt, INDArray[] slopes) {
        return moved(x, dt, weights, slopes);
    }

    /** A new array x + Δt Σ w_i k_i over as many slopes as there are weights. */
    static INDArray moved(INDArray x, double dt, double[] weights, INDArray[] slopes) {
        INDArray moved = x.dup('c');
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                moved.addi(slopes[i].mul(dt * weights[i]));
            }
        }
        return moved;
    }
}
