package planted.filesstandalone.lab.samediff.experiments.core;

public final class Neighbour {
    public Neighbour() {}
}
