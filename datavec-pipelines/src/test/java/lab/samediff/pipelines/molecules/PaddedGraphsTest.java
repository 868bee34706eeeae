package lab.samediff.pipelines.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class PaddedGraphsTest {
    private static List<Molecule> molecules() throws SmilesException {
        return List.of(Smiles.parse("CCO"), Smiles.parse("c1ccncc1"), Smiles.parse("[Na+].[Cl-]"));
    }

    @Test
    void aBatchHoldsEachMoleculeAndZerosForWhatFillsUp() throws SmilesException {
        List<Molecule> molecules = molecules();
        PaddedGraphs graphs = new PaddedGraphs(molecules, AtomFeatures.RICH, 7, UnaryOperator.identity());
        int[] rows = {2, 0, 1, 0};
        PaddedGraphs.Batch batch = graphs.batch(rows);
        assertThat(batch.nodes().shape()).containsExactly(4, 7, AtomFeatures.RICH.width());
        assertThat(batch.adjacency().shape()).containsExactly(4, 7, 7);
        for (int g = 0; g < rows.length; g++) {
            Molecule molecule = molecules.get(rows[g]);
            for (int i = 0; i < 7; i++) {
                boolean atom = i < molecule.size();
                assertThat(batch.present().getInt(g, i)).isEqualTo(atom ? 1 : 0);
                for (int c = 0; c < graphs.width(); c++) {
                    float wanted = atom ? AtomFeatures.RICH.of(molecule)[i][c] : 0;
                    assertThat(batch.nodes().getFloat(g, i, c)).isEqualTo(wanted);
                }
                for (int j = 0; j < 7; j++) {
                    int from = i;
                    int to = j;
                    boolean bond = molecule.bonds().stream()
                            .anyMatch(b -> (b.from() == from && b.to() == to) || (b.from() == to && b.to() == from));
                    assertThat(batch.adjacency().getInt(g, i, j)).isEqualTo(bond ? 1 : 0);
                }
            }
        }
    }

    @Test
    void badRowsAndSizesAreRefused() throws SmilesException {
        List<Molecule> molecules = molecules();
        assertThatThrownBy(() -> new PaddedGraphs(molecules, AtomFeatures.TYPES, 5, UnaryOperator.identity()))
                .hasMessageContaining("c1ccncc1 has 6 atoms; the graphs hold 5");
        PaddedGraphs graphs = new PaddedGraphs(molecules, AtomFeatures.TYPES, 6, UnaryOperator.identity());
        assertThatThrownBy(graphs::batch).hasMessageContaining("at least one");
        assertThatThrownBy(() -> graphs.batch(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @EnumSource
    void featuresDoNotDependOnTheOrderOfTheAtoms(AtomFeatures features) throws SmilesException {
        float[][] one = features.of(Smiles.parse("CC(=O)Nc1ccc(O)cc1"));
        float[][] other = features.of(Smiles.parse("Oc1ccc(cc1)NC(C)=O"));
        assertThat(Arrays.stream(one).map(Arrays::toString))
                .containsExactlyInAnyOrder(
                        Arrays.stream(other).map(Arrays::toString).toArray(String[]::new));
        for (float[] row : one) assertThat(row).hasSize(features.width()).containsOnly(0, 1);
    }

    @Test
    void typesAreOneOfTenAndRichOnesTellMore() throws SmilesException {
        assertThat(AtomFeatures.TYPES.width()).isEqualTo(10);
        String[] each = {"C", "N", "O", "F", "P", "S", "Cl", "Br", "I", "[Na+]"};
        for (int type = 0; type < each.length; type++) {
            float[] wanted = new float[10];
            wanted[type] = 1;
            assertThat(AtomFeatures.TYPES.of(Smiles.parse(each[type]))[0]).containsExactly(wanted);
        }
        float[][] rich = AtomFeatures.RICH.of(Smiles.parse("CC=CC#CC1CC1.c1ccccc1C[NH3+]"));
        assertThat(Arrays.stream(rich).map(Arrays::toString).distinct().count())
                .as(
                        "methyl, olefin, alkyne with and without neighbour, ring CH, ring CH2, aromatic with and without, CH2N, N")
                .isGreaterThanOrEqualTo(9);
    }

    @Test
    void theReaderShowsTheSameToDataVec(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("m.csv"), "smiles,y\nCCO,1.5\nC1CC,0\nc1ccncc1,-2\n");
        SmilesRecordReader reader = new SmilesRecordReader("smiles", "y", AtomFeatures.RICH);
        assertThatThrownBy(reader::hasNext).hasMessageContaining("call initialize");
        reader.initialize(new CollectionInputSplit(List.of(file.toUri())));
        PaddedGraphs graphs =
                new PaddedGraphs(reader.table().molecules(), AtomFeatures.RICH, 6, UnaryOperator.identity());
        for (int row = 0; row < 2; row++) {
            List<Writable> record = reader.next();
            PaddedGraphs.Batch wanted = graphs.batch(row);
            assertThat(array(record.get(0))).isEqualTo(wanted.nodes());
            assertThat(array(record.get(1))).isEqualTo(wanted.adjacency());
            assertThat(array(record.get(2))).isEqualTo(wanted.present());
            assertThat(record.get(3).toDouble()).isEqualTo(row == 0 ? 1.5 : -2);
        }
        assertThat(reader.hasNext()).isFalse();
        assertThat(reader.table().rejected()).extracting(Rejected::line).containsExactly(3);
    }

    @Test
    void theReaderWantsOneFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("m.csv"), "smiles,y\nCCO,1.5\n");
        SmilesRecordReader reader = new SmilesRecordReader("smiles", "y", AtomFeatures.RICH);
        assertThatThrownBy(() -> reader.initialize(new CollectionInputSplit(List.of(file.toUri(), file.toUri()))))
                .hasMessageContaining("one file of molecules");
    }

    private static INDArray array(Writable writable) {
        return ((NDArrayWritable) writable).get();
    }
}
