package lab.samediff.pipelines.molecules;

/**
 * A bond of a kekulised molecule.
 *
 * @param from index of an atom
 * @param to index of another
 * @param order 1, 2 or 3 (4 for the rare quadruple bond)
 * @param aromatic by the model of Daylight, whatever the order
 * @param inRing whether it is on a cycle
 */
public record Bond(int from, int to, int order, boolean aromatic, boolean inRing) {}
