package lab.samediff.pipelines.molecules;

import java.io.IOException;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.catalog.CorruptDataException;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.DataMissingException;
import lab.samediff.pipelines.catalog.DataSource;
import lab.samediff.pipelines.catalog.Located;
import lab.samediff.pipelines.catalog.Provenance;

/**
 * A table of MoleculeNet, Wu et al. 2018, arXiv:1703.00564.
 *
 * @param table the molecules
 * @param provenance where they came from, for the run's record
 */
public record MoleculeNet(MoleculeTable table, Provenance provenance) {
    private static final long STAND_IN_SEED = 1;

    /** A data set's file, what its columns are called, and what the values of its stand-in are. */
    private record Columns(String file, String smiles, String value, MadeUpMolecules.Value made) {}

    /**
     * Finds a data set and reads it, or makes its stand-in up, which is the same each time.
     *
     * @param access where to look, and whether a stand-in will do
     * @param source {@code Catalog.BBBP} (1: crosses the blood-brain barrier, 0: does not) or {@code Catalog.ESOL} (log₁₀
     *     of the solubility in water in mol/L)
     * @throws DataMissingException if the file cannot be had; the message says what to do
     * @throws CorruptDataException if it is not the one that the catalogue knows
     * @throws DataFormatException if it is no table of molecules
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the source is neither of the two
     */
    public static MoleculeNet load(DataAccess access, DataSource source) throws IOException {
        Columns columns = columns(source);
        Located located = access.locate(source);
        MoleculeTable table = located.standIn()
                ? MadeUpMolecules.table(1000, STAND_IN_SEED, columns.made)
                : SmilesTable.read(located.path(columns.file), columns.smiles, columns.value);
        return new MoleculeNet(table, located.provenance());
    }

    private static Columns columns(DataSource source) {
        return switch (source.name()) {
            case "bbbp" -> new Columns("BBBP.csv", "smiles", "p_np", MadeUpMolecules::crossing);
            case "esol" ->
                new Columns(
                        "delaney-processed.csv",
                        "smiles",
                        "measured log solubility in mols per litre",
                        MadeUpMolecules::solubility);
            default ->
                throw new IllegalArgumentException(
                        "data set '" + source.name() + "' has no molecules that are known here; use bbbp or esol");
        };
    }
}
