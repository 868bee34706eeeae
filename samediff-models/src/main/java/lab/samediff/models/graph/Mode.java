package lab.samediff.models.graph;

/** Whether a graph is built to train (dropout acts) or to evaluate (it does not). */
public enum Mode {
    TRAIN,
    EVAL
}
