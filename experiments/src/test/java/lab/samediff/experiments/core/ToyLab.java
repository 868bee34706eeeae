package lab.samediff.experiments.core;

/** The command lab over the toys, to be started as a program of its own. */
public final class ToyLab {
    private ToyLab() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.exit(Lab.main(Toys.all(), args));
    }
}
