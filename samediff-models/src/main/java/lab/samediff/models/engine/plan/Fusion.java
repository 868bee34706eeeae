package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins nodes to regions: each goes to the last region that has what it reads at hand, if it fits there. */
final class Fusion {
    private static final int BACK = 12;

    private Fusion() {}

    static List<Unit> units(List<Placed> placed, Batch batch) {
        List<Unit> units = new ArrayList<>();
        Map<Root, Integer> writers = new HashMap<>();
        for (Placed next : placed) {
            int earliest = 0;
            for (Value input : next.inputs()) earliest = Math.max(earliest, writers.getOrDefault(input.root, 0));
            int home = home(units, next, earliest, batch);
            for (Value output : next.node().outputs) writers.put(output.root, home);
        }
        return units;
    }

    private static int home(List<Unit> units, Placed next, int earliest, Batch batch) {
        if (!Region.takes(next)) {
            units.add(new Unit.Single(next));
            return units.size() - 1;
        }
        for (int i = units.size() - 1; i >= Math.max(earliest, units.size() - BACK); i--) {
            // A region that only reads what others compute may hold the node even if it computes none of its operands.
            if (units.get(i) instanceof Region region && region.join(next)) return i;
        }
        int size = Region.walked(next);
        Region region = new Region(next.mode(), size, next.mode() == Mode.SAMPLES ? size / batch.samples() : size);
        if (!region.join(next)) throw new UnsupportedException("the accesses of " + next);
        units.add(region);
        return units.size() - 1;
    }
}
