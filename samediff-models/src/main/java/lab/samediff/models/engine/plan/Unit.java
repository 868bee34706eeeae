package lab.samediff.models.engine.plan;

import java.util.List;

/** What runs as one: a single node, or a region of them. */
sealed interface Unit permits Region, Unit.Single {
    Mode mode();

    /** The nodes, in order. */
    List<Placed> members();

    /** A node that stands alone. */
    record Single(Placed placed) implements Unit {
        @Override
        public Mode mode() {
            return placed.mode();
        }

        @Override
        public List<Placed> members() {
            return List.of(placed);
        }

        @Override
        public String toString() {
            return placed.toString();
        }
    }
}
