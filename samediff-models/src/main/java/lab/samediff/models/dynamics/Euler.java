package lab.samediff.models.dynamics;

/** Euler's method, one evaluation per step: x + Δt v(t, x). */
public record Euler() implements FixedStep {
    private static final Tableau TABLEAU = new Tableau(new double[] {0}, new double[][] {{}}, new double[] {1});

    @Override
    public Tableau tableau() {
        return TABLEAU;
    }

    @Override
    public int order() {
        return 1;
    }
}
