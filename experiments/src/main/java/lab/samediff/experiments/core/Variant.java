package lab.samediff.experiments.core;

import java.util.List;

/**
 * A named change of an experiment's settings, findable by its own name.
 *
 * @param name name on the command line, such as {@code cfm-ot-8g-moons}
 * @param title what it is, for people
 * @param changes {@code key=value} changes over whichever preset is run
 */
public record Variant(String name, String title, List<String> changes) {
    public Variant {
        Names.check("variant", name);
        changes = List.copyOf(changes);
    }
}
