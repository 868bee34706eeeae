package planted.trainusesengineandgraph.lab.samediff.models.layers;

public final class Neighbour {
    public Neighbour() {}
}
