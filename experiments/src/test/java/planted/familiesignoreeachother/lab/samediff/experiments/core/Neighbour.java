package planted.familiesignoreeachother.lab.samediff.experiments.core;

public final class Neighbour {
    public Neighbour() {}
}
