package lab.samediff.models.dynamics;

/**
 * The fifth-order half of the Dormand–Prince pair with steps chosen by the caller, six evaluations per step.
 * Dormand and Prince 1980, A family of embedded Runge–Kutta formulae, doi:10.1016/0771-050X(80)90013-3.
 */
public record DormandPrince5() implements FixedStep {
    private static final Tableau TABLEAU = new Tableau(
            new double[] {0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1},
            new double[][] {
                {},
                {1 / 5.0},
                {3 / 40.0, 9 / 40.0},
                {44 / 45.0, -56 / 15.0, 32 / 9.0},
                {19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0},
                {9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0}
            },
            new double[] {35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0});

    @Override
    public Tableau tableau() {
        return TABLEAU;
    }

    @Override
    public int order() {
        return 5;
    }
}
