package lab.samediff.pipelines.molecules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Molecules with a measured value each, and those that were refused.
 *
 * @param molecules in the order of the file
 * @param values one for each molecule: 0 or 1, or a quantity in the unit of the file
 * @param rejected what stands in the file and is not among the molecules
 */
public record MoleculeTable(List<Molecule> molecules, List<Double> values, List<Rejected> rejected) {
    /** @throws IllegalArgumentException if there is no molecule, or not one value for each */
    public MoleculeTable {
        molecules = List.copyOf(molecules);
        values = List.copyOf(values);
        rejected = List.copyOf(rejected);
        if (molecules.isEmpty()) throw new IllegalArgumentException("a table without molecules");
        if (molecules.size() != values.size()) {
            throw new IllegalArgumentException(molecules.size() + " molecules have " + values.size() + " values");
        }
    }

    /** Number of molecules. */
    public int size() {
        return molecules.size();
    }

    /** Atoms of the largest molecule. */
    public int largest() {
        return molecules.stream().mapToInt(Molecule::size).max().orElseThrow();
    }

    /** The value of a molecule. */
    public double value(int row) {
        return values.get(row);
    }

    /**
     * The first n molecules, or all if there are no more.
     *
     * @throws IllegalArgumentException if n is below 1
     */
    public MoleculeTable first(int n) {
        int taken = Math.min(n, size());
        return new MoleculeTable(molecules.subList(0, taken), values.subList(0, taken), rejected);
    }

    /** A line for each refused molecule: its line in the file, the SMILES and the reason. */
    public String rejections() {
        return rejected.stream()
                .map(r -> "line " + r.line() + ": " + r.smiles() + ": " + r.reason() + "\n")
                .collect(Collectors.joining());
    }
}
