package lab.samediff.pipelines.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.samediff.pipelines.SharedData;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.DataSource;
import lab.samediff.pipelines.catalog.StandIns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoleculeNetTest {
    @TempDir
    Path cache;

    private MoleculeTable standIn(DataSource source) throws IOException {
        MoleculeNet made = MoleculeNet.load(access().withStandIns(StandIns.ALWAYS), source);
        assertThat(made.provenance().comparable()).isFalse();
        return made.table();
    }

    @Test
    void standInsAreTheSameEachTimeAndDifferentMolecules() throws IOException {
        for (DataSource source : List.of(Catalog.BBBP, Catalog.ESOL)) {
            MoleculeTable table = standIn(source);
            assertThat(table).isEqualTo(standIn(source));
            assertThat(table.size()).isEqualTo(1000);
            assertThat(table.rejected()).isEmpty();
            assertThat(table.molecules()).extracting(Molecule::smiles).doesNotHaveDuplicates();
        }
    }

    @Test
    void bothClassesAreCommonAndSolubilitiesScatter() throws IOException {
        double positives = standIn(Catalog.BBBP).values().stream()
                .mapToDouble(v -> v)
                .average()
                .orElseThrow();
        assertThat(positives).isBetween(0.3, 0.85);
        MoleculeTable esol = standIn(Catalog.ESOL);
        assertThat(esol.values().stream().mapToDouble(v -> v).max().orElseThrow()
                        - esol.values().stream().mapToDouble(v -> v).min().orElseThrow())
                .isGreaterThan(5);
    }

    @Test
    void valuesOfTheStandInsAreComputedFromTheGraph() throws SmilesException {
        Molecule one = Smiles.parse("CC(=O)Nc1ccc(O)cc1");
        Molecule other = Smiles.parse("Oc1ccc(cc1)NC(C)=O");
        assertThat(MadeUpMolecules.solubility(one)).isEqualTo(MadeUpMolecules.solubility(other));
        assertThat(MadeUpMolecules.crossing(one)).isEqualTo(MadeUpMolecules.crossing(other));
        assertThat(MadeUpMolecules.solubility(one))
                .as("11 atoms, 6 aromatic, polarity 1 + 2 + 2")
                .isEqualTo(0.5 - 0.22 * 11 - 0.1 * 6 + 0.45 * 5);
        assertThat(MadeUpMolecules.crossing(one)).isZero();
        assertThat(MadeUpMolecules.crossing(Smiles.parse("CCCCCc1ccccc1"))).isEqualTo(1);
    }

    @Test
    void theRealTablesAreRead() throws IOException {
        DataAccess real = access().withFolder(SharedData.data("moleculenet").getParent());
        MoleculeTable bbbp = MoleculeNet.load(real, Catalog.BBBP).table();
        assertThat(bbbp.size() + bbbp.rejected().size()).isEqualTo(2050);
        assertThat(bbbp.values()).containsOnly(0.0, 1.0);
        MoleculeTable esol = MoleculeNet.load(real, Catalog.ESOL).table();
        assertThat(esol.size()).isEqualTo(1128);
        assertThat(esol.rejected()).isEmpty();
        assertThat(esol.value(0)).isEqualTo(-0.77);
        assertThat(esol.molecules().get(1).smiles()).isEqualTo("Cc1occc1C(=O)Nc2ccccc2");
    }

    @Test
    void otherDataSetsAreRefused() {
        assertThatThrownBy(() -> MoleculeNet.load(access(), Catalog.MNIST)).hasMessageContaining("use bbbp or esol");
    }

    private DataAccess access() {
        return DataAccess.of(Map.of()).withCache(cache).withOffline(true);
    }
}
