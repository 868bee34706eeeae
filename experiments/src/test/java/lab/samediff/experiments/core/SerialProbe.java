package lab.samediff.experiments.core;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import lab.samediff.experiments.files.LockHolder;

/**
 * A program that reads a harmless serialised object of ours and says what became of it: before and after it was the command
 * lab, if it is given {@code lab}.
 */
public final class SerialProbe {
    private SerialProbe() {}

    /** Prints a line each time. */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        System.err.println("at start: " + read());
        if (args.length > 0 && args[0].equals("lab")) {
            System.err.println("lab: " + Lab.main(Toys.all(), "list"));
            System.err.println("lab again: " + Lab.main(Toys.all(), "list"));
            System.err.println("after lab: " + read());
        }
    }

    private static String read() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new LockHolder("here", 1, "today", "first"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject().getClass().getSimpleName();
        } catch (InvalidClassException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
