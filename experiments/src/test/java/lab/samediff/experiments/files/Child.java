package lab.samediff.experiments.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What the tests let other processes do. */
final class Child {
    private Child() {}

    /** Starts {@code main} below in a process of its own; what it writes to stderr goes to a file in the folder. */
    static Process start(String what, Path folder) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        what,
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("stderr.txt").toFile()))
                .start();
    }

    /** The next line that is meant for the tests. */
    static String answer(BufferedReader out) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith("> ")) {
            line = out.readLine();
        }
        return line == null ? "" : line.substring(2);
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        try (RunLock lock = RunLock.take(folder)) {
            switch (args[0]) {
                case "write" -> writeForEver(Checkpoints.of(lock));
                case "hold" -> hold();
                default -> throw new IllegalArgumentException(args[0]);
            }
        } catch (RunBusyException e) {
            say("busy " + e.holder().pid());
        }
    }

    private static void hold() throws IOException {
        say("held");
        // Until the test closes the stream.
        System.in.read();
    }

    private static void writeForEver(Checkpoints checkpoints) throws IOException {
        long step = checkpoints.newest().map(Checkpoint::step).orElse(0L);
        say("from " + step);
        while (true) {
            step++;
            checkpoints.write(step, Planted.files(step, KillTest.SIZE), step % 5 == 0);
            say("wrote " + step);
        }
    }

    private static void say(String line) {
        System.out.write(("> " + line + "\n").getBytes(StandardCharsets.UTF_8), 0, line.length() + 3);
        System.out.flush();
    }
}
