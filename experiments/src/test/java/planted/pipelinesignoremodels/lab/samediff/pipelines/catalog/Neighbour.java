package planted.pipelinesignoremodels.lab.samediff.pipelines.catalog;

public final class Neighbour {
    public Neighbour() {}
}
