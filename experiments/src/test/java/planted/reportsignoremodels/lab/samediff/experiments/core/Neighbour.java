package planted.reportsignoremodels.lab.samediff.experiments.core;

public final class Neighbour {
    public Neighbour() {}
}
