package planted.architecturesignoretraining.lab.samediff.models.checks;

public final class Neighbour {
    public Neighbour() {}
}
