package lab.samediff.experiments.core;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lab.samediff.models.engine.Engines;

/**
 * Runs in processes of their own: what kills one, or keeps it from going on, does not end this process.
 *
 * @param results the results folder
 * @param options of each run
 * @param threads that each may use
 * @param stall nanoseconds without a step after which a process is ended; 0 for never
 * @param stop ends the processes, each with a checkpoint
 */
record Worker(Path results, List<String> options, int threads, long stall, Stop stop) {
    private static final int WORDS = 2000;

    /**
     * One run.
     *
     * @throws IOException if its process can't be started, ended before it had a folder, or is not wanted any more
     */
    Outcome run(Plan<?> plan, long seed) throws IOException, InterruptedException {
        if (stop.reason() != null) throw new IOException("not begun, for the command is to stop");
        Path runs = Files.createDirectories(results.resolve("runs"));
        Path said = Files.createTempFile("lab-", ".log");
        long began = System.nanoTime();
        try {
            WorkerProcess process = WorkerProcess.start(command(plan, seed, runs), runs.resolve(plan.name()), said);
            boolean stalled = process.watch(stop, stall);
            Path folder = process.folder();
            if (folder == null)
                throw new IOException("its process ended with " + process.exitCode() + ": " + end(said));
            if (!stalled && Files.exists(folder.resolve("summary.json"))) {
                return Outcome.read(plan, seed, folder, failure(folder, process.exitCode()));
            }
            String why = stalled
                    ? "no step in " + TimeUnit.NANOSECONDS.toSeconds(stall) + " s, so its process was ended"
                    : "its process ended with " + process.exitCode() + meaning(process.exitCode());
            return broken(plan, seed, folder, why + report(runs, folder, process.pid()), began);
        } finally {
            Files.delete(said);
        }
    }

    private List<String> command(Plan<?> plan, long seed, Path runs) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-XX:ErrorFile=" + crash(runs, "%p"));
        if (System.getProperty(Engines.THREADS) == null) command.add("-D" + Engines.THREADS + "=" + threads);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass(), "work", plan.name()));
        command.addAll(List.of("--preset", plan.preset().toString(), "--seed", Long.toString(seed)));
        command.addAll(options);
        return command;
    }

    private static String mainClass() {
        String command = System.getProperty("sun.java.command");
        if (command == null)
            throw new UsageException("--jobs: this JVM does not tell how it was started; leave it away");
        return command.split(" ", 2)[0];
    }

    private static Path crash(Path runs, String pid) {
        return runs.resolve("hs_err_" + pid + ".log");
    }

    private static Optional<Throwable> failure(Path folder, int exitCode) throws IOException {
        if (exitCode == ExitCode.OK) return Optional.empty();
        String message =
                Json.read(folder.resolve("status.json")).path("message").asText();
        return Optional.of(new WorkerException(message, exitCode));
    }

    private static String meaning(int exitCode) {
        return switch (exitCode) {
            case 134, 139 -> ": native code crashed";
            case 137 -> ": it was killed, maybe by the system for its memory";
            default -> "";
        };
    }

    /** Moves what the JVM wrote when it crashed, if it did, into the run's folder. */
    private static String report(Path runs, Path folder, long pid) throws IOException {
        Path report = crash(runs, Long.toString(pid));
        if (!Files.exists(report)) return "";
        Path kept = folder.resolve("hs_err.log");
        Files.move(report, kept, StandardCopyOption.REPLACE_EXISTING);
        return "; see " + kept;
    }

    /** Says in the folder of a run what its process could not say any more. */
    private static Outcome broken(Plan<?> plan, long seed, Path folder, String why, long began) throws IOException {
        try (RunFolder run = RunFolder.open(folder, Clock.systemUTC())) {
            Outcome outcome = new Outcome(
                    plan,
                    seed,
                    folder,
                    State.FAILED,
                    Map.of(),
                    Map.of(),
                    0,
                    (System.nanoTime() - began) / 1e9,
                    new Fingerprint("", ""),
                    Optional.of(new WorkerException(why, ExitCode.FAILURE)));
            int step = Json.read(folder.resolve("status.json")).path("step").intValue();
            run.json("summary.json", outcome.json());
            RunReport.write(folder);
            run.status(State.FAILED, step, why);
            return outcome;
        }
    }

    private static String end(Path said) throws IOException {
        String words = Files.readString(said, StandardCharsets.UTF_8).strip();
        return words.substring(Math.max(0, words.length() - WORDS));
    }
}
