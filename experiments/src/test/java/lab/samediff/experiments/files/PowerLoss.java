package lab.samediff.experiments.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What POSIX leaves open about a disk whose power goes: the bytes of a file that wasn't forced, and the names in a folder
 * that wasn't forced, may be there or not.
 */
final class PowerLoss implements Disk.Watcher {
    private final int operations;
    private final Set<Path> bytes = new LinkedHashSet<>();
    private final Set<Path> names = new LinkedHashSet<>();
    private final List<Path> renamed = new ArrayList<>();
    private int count;

    PowerLoss(int operations) {
        this.operations = operations;
    }

    @Override
    public void done(Disk.Operation operation, Path path) {
        switch (operation) {
            case FOLDER_MADE -> names.add(path);
            case FILE_OPENED -> {
                names.add(path);
                bytes.add(path);
            }
            case PIECE_WRITTEN -> bytes.add(path);
            case FILE_FORCED -> bytes.remove(path);
            case FOLDER_FORCED -> {
                names.removeIf(name -> name.getParent().equals(path));
                renamed.removeIf(name -> name.getParent().equals(path));
            }
            case MOVED -> {
                follow(bytes, path);
                follow(names, path);
                renamed.add(path);
            }
            case DELETED -> {
                bytes.remove(path);
                names.remove(path);
            }
        }
        if (++count == operations) throw new Planted.Crash();
    }

    /** What lay in the temporary folder lies in this one now. */
    private static void follow(Set<Path> paths, Path target) {
        String temporary = ".tmp-new-" + target.getFileName() + "-";
        for (Path path : List.copyOf(paths)) {
            if (Manifest.name(path.getParent()).startsWith(temporary)) {
                paths.remove(path);
                paths.add(target.resolve(path.getFileName()));
            }
        }
    }

    /** Takes from the folder each of these that {@code lost} says. */
    void happen(Path folder, BooleanSupplier lost) throws IOException {
        for (Path file : bytes) {
            if (Files.exists(file) && lost.getAsBoolean()) Files.write(file, new byte[0]);
        }
        for (Path name : names) {
            if (Files.isRegularFile(name) && lost.getAsBoolean()) Files.delete(name);
        }
        for (Path name : renamed) {
            if (Files.exists(name) && lost.getAsBoolean()) {
                Files.move(name, folder.resolve(".tmp-new-undone-" + count));
            }
        }
    }
}
