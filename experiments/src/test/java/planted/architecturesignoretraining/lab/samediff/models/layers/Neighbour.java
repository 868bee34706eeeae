package planted.architecturesignoretraining.lab.samediff.models.layers;

public final class Neighbour {
    public Neighbour() {}
}
