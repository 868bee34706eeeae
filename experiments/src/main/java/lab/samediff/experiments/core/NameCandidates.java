package lab.samediff.experiments.core;

import java.util.Iterator;

/** The names that a shell completes. */
final class NameCandidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Experiments.rows(Experiments.all()).stream()
                .map(Experiments.Found::name)
                .iterator();
    }
}
