package lab.samediff.experiments.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The commit that a run was made from.
 *
 * @param commit the commit's hash, {@code unknown} without git or outside of a repository
 * @param dirty whether files outside of results/ differ from the commit
 */
record GitState(String commit, boolean dirty) {
    private static final GitState UNKNOWN = new GitState("unknown", false);

    /** Asks the program git about the repository at {@code root}. */
    static GitState of(Optional<Path> root) {
        if (root.isEmpty()) {
            return UNKNOWN;
        }
        Optional<String> commit = git(root.get(), "rev-parse", "HEAD").filter(text -> text.matches("[0-9a-f]{40,64}"));
        if (commit.isEmpty()) {
            return UNKNOWN;
        }
        // The ledger under results/ changes with every recorded run; it does not change what a run does.
        Optional<String> changes = git(root.get(), "status", "--porcelain", "--", ".", ":(exclude)results");
        return new GitState(commit.get(), changes.isEmpty() || !changes.get().isEmpty());
    }

    private static Optional<String> git(Path root, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text;
            try (InputStream out = process.getInputStream()) {
                text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no git here: the commit stays unknown
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
