package lab.samediff.pipelines.molecules;

/**
 * A heavy atom, or a hydrogen that is no plain neighbour of one (such as those of H2).
 *
 * @param symbol of the element, such as {@code Cl}
 * @param number atomic number
 * @param charge formal charge, in units of e
 * @param hydrogens how many plain hydrogens it bears; they are no atoms of the graph
 * @param aromatic by the model of Daylight
 * @param inRing whether it is on a cycle
 */
public record Atom(String symbol, int number, int charge, int hydrogens, boolean aromatic, boolean inRing) {}
