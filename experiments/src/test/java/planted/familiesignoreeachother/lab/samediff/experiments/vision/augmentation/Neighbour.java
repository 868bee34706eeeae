package planted.familiesignoreeachother.lab.samediff.experiments.vision.augmentation;

public final class Neighbour {
    public Neighbour() {}
}
