package lab.samediff.experiments.core;

/** The best value so far of the metric by which models are chosen. */
final class BestSoFar implements Resumable {
    private String metric = "";
    private double value = Double.NaN;

    /**
     * Whether {@code next} is better than all before; then it is the best.
     *
     * @throws IllegalArgumentException if the run chooses by another metric, or the goal is a value to be met
     */
    boolean improves(String name, double next, Goal goal) {
        if (!metric.isEmpty() && !metric.equals(name)) {
            throw new IllegalArgumentException("the run chooses its best by " + metric + ", not by " + name);
        }
        metric = name;
        boolean better =
                switch (goal) {
                    case AT_LEAST -> !(next <= value);
                    case AT_MOST -> !(next >= value);
                    case EQUAL -> throw new IllegalArgumentException("best is what is at least or at most, not EQUAL");
                };
        if (better) value = next;
        return better;
    }

    @Override
    public void save(RunState out) {
        out.put("metric", metric);
        out.put("value", value);
    }

    @Override
    public void load(RunState in) {
        metric = in.text("metric");
        value = in.doubles("value")[0];
    }
}
