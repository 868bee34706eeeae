package planted.modelsignorepipelines.lab.samediff.pipelines.images;

public final class Neighbour {
    public Neighbour() {}
}
