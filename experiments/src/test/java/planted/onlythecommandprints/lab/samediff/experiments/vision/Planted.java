package planted.onlythecommandprints.lab.samediff.experiments.vision;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;

final class Planted {
    private Planted() {}

    static void badOut() {
        System.out.println("a");
    }

    static void badErr() {
        System.err.println("a");
    }

    static void badSetOut(PrintStream stream) {
        System.setOut(stream);
    }

    static void badSetErr(PrintStream stream) {
        System.setErr(stream);
    }

    static void badStackTrace(IOException e) {
        e.printStackTrace();
    }

    static void badReference(List<String> names) {
        names.forEach(System.out::println);
    }

    static Runnable badLambda() {
        return () -> System.out.println("a");
    }

    static void fineStackTrace(IOException e, PrintWriter writer) {
        e.printStackTrace(writer);
    }

    static void fineStream(PrintStream stream) {
        stream.println("a");
    }
}
