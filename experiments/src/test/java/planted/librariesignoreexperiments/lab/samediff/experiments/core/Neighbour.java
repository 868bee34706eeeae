package planted.librariesignoreexperiments.lab.samediff.experiments.core;

public final class Neighbour {
    public Neighbour() {}
}
