package planted.probabilityusesgraph.lab.samediff.models.layers;

public final class Neighbour {
    public Neighbour() {}
}
