package planted.onlythecommandprints.lab.samediff.models.engine;

final class Differentiated {
    private Differentiated() {}

    static void silently() {
        System.setOut(System.out);
    }

    static void badOut() {
        System.out.println("a");
    }

    static void fineNothing() {}
}
