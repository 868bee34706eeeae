package planted.onlythecommandprints.lab.samediff.experiments.core;

final class Label {
    private Label() {}

    static void badOut() {
        System.out.println("a");
    }
}
