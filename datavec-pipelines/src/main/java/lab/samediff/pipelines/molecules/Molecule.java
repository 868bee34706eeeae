package lab.samediff.pipelines.molecules;

import java.util.Arrays;
import java.util.List;

/**
 * A molecule as a graph without its plain hydrogens. Several parts that no bond joins, as in a salt, are one molecule.
 *
 * @param smiles what it was read from
 * @param atoms in the order of the SMILES
 * @param bonds each once
 */
public record Molecule(String smiles, List<Atom> atoms, List<Bond> bonds) {
    /** @throws IllegalArgumentException if there is no atom, or a bond does not join two of the atoms */
    public Molecule {
        atoms = List.copyOf(atoms);
        bonds = List.copyOf(bonds);
        if (atoms.isEmpty()) throw new IllegalArgumentException("a molecule without atoms");
        for (Bond bond : bonds) {
            int highest = Math.max(bond.from(), bond.to());
            int lowest = Math.min(bond.from(), bond.to());
            if (lowest < 0 || highest >= atoms.size() || lowest == highest) {
                throw new IllegalArgumentException(bond + " does not join two of " + atoms.size() + " atoms");
            }
        }
    }

    /** Number of atoms. */
    public int size() {
        return atoms.size();
    }

    /** For each atom, how many bonds it has. */
    public int[] degrees() {
        int[] degrees = new int[size()];
        for (Bond bond : bonds) {
            degrees[bond.from()]++;
            degrees[bond.to()]++;
        }
        return degrees;
    }

    /** 1 where a bond joins two atoms, 0 elsewhere: [size][size], symmetric. */
    public float[][] adjacency() {
        float[][] joined = new float[size()][size()];
        for (Bond bond : bonds) {
            joined[bond.from()][bond.to()] = 1;
            joined[bond.to()][bond.from()] = 1;
        }
        return joined;
    }

    /** Number of parts that no bond joins. */
    public int components() {
        int[] part = new int[size()];
        Arrays.setAll(part, i -> i);
        int parts = size();
        for (Bond bond : bonds) {
            int one = root(part, bond.from());
            int other = root(part, bond.to());
            if (one != other) {
                part[one] = other;
                parts--;
            }
        }
        return parts;
    }

    /** Number of independent rings, bonds − atoms + parts; that of the smallest set of smallest rings. */
    public int rings() {
        return bonds.size() - size() + components();
    }

    private static int root(int[] part, int atom) {
        int at = atom;
        while (part[at] != at) at = part[at];
        return at;
    }
}
