package planted.lossesusegraph.lab.samediff.models.layers;

public final class Neighbour {
    public Neighbour() {}
}
