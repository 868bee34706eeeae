package lab.samediff.models.dynamics;

/** Heun's method (explicit trapezoid), two evaluations per step; the sampler of Karras et al. 2022, arXiv:2206.00364. */
public record Heun() implements FixedStep {
    private static final Tableau TABLEAU =
            new Tableau(new double[] {0, 1}, new double[][] {{}, {1}}, new double[] {0.5, 0.5});

    @Override
    public Tableau tableau() {
        return TABLEAU;
    }

    @Override
    public int order() {
        return 2;
    }
}
