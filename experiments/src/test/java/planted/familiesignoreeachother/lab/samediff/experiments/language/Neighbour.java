package planted.familiesignoreeachother.lab.samediff.experiments.language;

public final class Neighbour {
    public Neighbour() {}
}
