package planted.onlythecommandprints.lab.samediff.experiments.core;

final class Lab {
    private Lab() {}

    static void fineOut() {
        System.out.println("a");
    }

    static void fineErr() {
        System.err.println("a");
    }
}
