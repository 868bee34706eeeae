package lab.samediff.models.dynamics;

/** The classical Runge–Kutta method, four evaluations per step. Kutta 1901; Hairer et al. 1993, table II.1.2. */
public record RungeKutta4() implements FixedStep {
    private static final Tableau TABLEAU =
            new Tableau(new double[] {0, 0.5, 0.5, 1}, new double[][] {{}, {0.5}, {0, 0.5}, {0, 0, 1}}, new double[] {
                1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0
            });

    @Override
    public Tableau tableau() {
        return TABLEAU;
    }

    @Override
    public int order() {
        return 4;
    }
}
