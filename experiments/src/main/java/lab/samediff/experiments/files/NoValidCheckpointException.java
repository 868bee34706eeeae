package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A run has checkpoints, and all of them are damaged. Nothing of them was deleted. */
public final class NoValidCheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    NoValidCheckpointException(Path folder, List<String> damaged) {
        super(folder + ": no valid checkpoint; damaged are " + damaged
                + ". Restore one from a copy (and take .corrupt off its name), or move them away to start afresh");
    }
}
