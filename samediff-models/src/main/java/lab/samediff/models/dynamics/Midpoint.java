package lab.samediff.models.dynamics;

/** The explicit midpoint rule, two evaluations per step: x + Δt v(t + Δt/2, x + Δt/2 v(t, x)). */
public record Midpoint() implements FixedStep {
    private static final Tableau TABLEAU =
            new Tableau(new double[] {0, 0.5}, new double[][] {{}, {0.5}}, new double[] {0, 1});

    @Override
    public Tableau tableau() {
        return TABLEAU;
    }

    @Override
    public int order() {
        return 2;
    }
}
