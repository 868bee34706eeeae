package lab.samediff.models.engine.kernels;

import java.util.Arrays;

/** Kernels as plain loops: they run everywhere, and are what the vector kernels are compared with. */
public final class PlainKernels extends Kernels {
    @Override
    public String describe() {
        return "plain loops; vectors need java --add-modules jdk.incubator.vector";
    }

    @Override
    public void unary(Unary op, float[] t, int a, int z, int n, float p, float q) {
        for (int i = 0; i < n; i++) t[z + i] = op.of(t[a + i], p, q);
    }

    @Override
    public void binary(Binary op, float[] t, int a, int b, int z, int n) {
        switch (op) {
            // The commonest are loops of their own, which the compiler turns into vectors.
            case ADD -> {
                for (int i = 0; i < n; i++) t[z + i] = t[a + i] + t[b + i];
            }
            case MUL -> {
                for (int i = 0; i < n; i++) t[z + i] = t[a + i] * t[b + i];
            }
            default -> {
                for (int i = 0; i < n; i++) t[z + i] = op.of(t[a + i], t[b + i]);
            }
        }
    }

    @Override
    public void ternary(Ternary op, float[] t, int a, int b, int c, int z, int n) {
        for (int i = 0; i < n; i++) t[z + i] = op.of(t[a + i], t[b + i], t[c + i]);
    }

    @Override
    public void splat(float[] t, int a, int z, int rows, int columns) {
        for (int r = 0; r < rows; r++) Arrays.fill(t, z + r * columns, z + (r + 1) * columns, t[a + r]);
    }

    @Override
    public void rowSum(float[] t, int a, int z, int rows, int columns) {
        for (int r = 0; r < rows; r++) t[z + r] = sum(t, a + r * columns, columns);
    }

    @Override
    public void rowMax(float[] t, int a, int z, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < columns; c++) max = Math.max(max, t[a + r * columns + c]);
            t[z + r] = max;
        }
    }

    @Override
    public void columnSum(float[] t, int a, int z, int rows, int columns) {
        Arrays.fill(t, z, z + columns, 0);
        for (int r = 0; r < rows; r++) binary(Binary.ADD, t, z, a + r * columns, z, columns);
    }

    @Override
    public float sum(float[] t, int a, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += t[a + i];
        return (float) sum;
    }

    @Override
    public double sumOfSquares(float[] t, int a, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += (double) t[a + i] * t[a + i];
        return sum;
    }

    @Override
    void uniform(float[] t, int z, int n, int counter, int[] stream) {
        for (int i = 0; i < n; i++) t[z + i] = Scalars.uniform(counter + i, stream);
    }

    @Override
    public void sgd(float[] t, int p, int g, int n, double rate) {
        float eta = (float) rate;
        for (int i = 0; i < n; i++) t[p + i] -= eta * t[g + i];
    }

    @Override
    public void momentum(float[] t, int p, int g, int m, int n, double rate, double beta) {
        float eta = (float) rate;
        float keep = (float) beta;
        for (int i = 0; i < n; i++) {
            t[m + i] = Scalars.normal(keep * t[m + i] + t[g + i]);
            t[p + i] -= eta * t[m + i];
        }
    }

    @Override
    public void rmsProp(float[] t, int p, int g, int v, int n, double rate, double decay, double epsilon) {
        float eta = (float) rate;
        float keep = (float) decay;
        float take = (float) (1 - decay);
        float floor = (float) epsilon;
        for (int i = 0; i < n; i++) {
            float slope = t[g + i];
            t[v + i] = Scalars.normal(keep * t[v + i] + take * slope * slope);
            t[p + i] -= eta * slope / ((float) Math.sqrt(t[v + i]) + floor);
        }
    }

    @Override
    public void adam(float[] t, int p, int g, int m, int v, int n, AdamStep step) {
        for (int i = 0; i < n; i++) {
            float slope = t[g + i];
            t[m + i] = Scalars.normal(step.keep1() * t[m + i] + step.take1() * slope);
            t[v + i] = Scalars.normal(step.keep2() * t[v + i] + step.take2() * slope * slope);
            t[p + i] -= step.scale() * t[m + i] / ((float) Math.sqrt(t[v + i]) + step.floor());
        }
    }
}
