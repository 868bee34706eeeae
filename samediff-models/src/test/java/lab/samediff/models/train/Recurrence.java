package lab.samediff.models.train;

/** What one method subtracts from a parameter, written down from its paper in plain Java; one per array. */
interface Recurrence {
    /** What is subtracted from entry {@code i}; {@code step} is 1 for the first step, as the papers count. */
    double change(int i, double gradient, double rate, int step);

    static Recurrence sgd() {
        return (i, gradient, rate, step) -> rate * gradient;
    }

    static Recurrence momentum(int size, double beta) {
        double[] velocity = new double[size];
        return (i, gradient, rate, step) -> {
            velocity[i] = beta * velocity[i] + gradient;
            return rate * velocity[i];
        };
    }

    static Recurrence rmsProp(int size, double decay, double epsilon) {
        double[] square = new double[size];
        return (i, gradient, rate, step) -> {
            square[i] = decay * square[i] + (1 - decay) * gradient * gradient;
            return rate * gradient / (Math.sqrt(square[i]) + epsilon);
        };
    }

    static Recurrence adam(int size, double beta1, double beta2, double epsilon) {
        double[] first = new double[size];
        double[] second = new double[size];
        return (i, gradient, rate, step) -> {
            first[i] = beta1 * first[i] + (1 - beta1) * gradient;
            second[i] = beta2 * second[i] + (1 - beta2) * gradient * gradient;
            double mean = first[i] / (1 - Math.pow(beta1, step));
            double square = second[i] / (1 - Math.pow(beta2, step));
            return rate * mean / (Math.sqrt(square) + epsilon);
        };
    }
}
