package lab.samediff.experiments.files;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A checkpoint whose files were compared with their manifest: these are the compared bytes.
 *
 * @param step how many steps the run had made
 * @param best whether it was the best of its run when it was written
 * @param files by name
 */
public record Checkpoint(long step, boolean best, Map<String, byte[]> files) {
    public Checkpoint {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }
}
