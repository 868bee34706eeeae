package planted.engineusesgraph.lab.samediff.models.layers;

public final class Neighbour {
    public Neighbour() {}
}
