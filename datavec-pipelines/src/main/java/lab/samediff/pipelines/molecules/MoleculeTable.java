package lab.samediff.pipelines.molecules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
     * n molecules at even distances in the table, or all if there are no more.
     *
     * @throws IllegalArgumentException if n is below 1
     */
    public MoleculeTable thinned(int n) {
        if (n < 1) throw new IllegalArgumentException("molecules must be at least 1, got " + n);
        int kept = Math.min(n, size());
        int[] rows = IntStream.range(0, kept)
                .map(i -> (int) ((long) i * size() / kept))
                .toArray();
        return new MoleculeTable(
                Arrays.stream(rows).mapToObj(molecules::get).toList(),
                Arrays.stream(rows).mapToObj(values::get).toList(),
                rejected);
    }

    /** A line for each refused molecule: its line in the file, the SMILES and the reason. */
    public String rejections() {
        return rejected.stream()
                .map(r -> "line " + r.line() + ": " + r.smiles() + ": " + r.reason() + "\n")
                .collect(Collectors.joining());
    }
}
