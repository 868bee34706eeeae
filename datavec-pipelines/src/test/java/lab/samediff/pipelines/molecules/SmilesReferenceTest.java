package lab.samediff.pipelines.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import lab.samediff.pipelines.SharedData;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.graph.Cycles;

/** Our molecules against those of another toolkit, RDKit 2022.09.3, on BBBP. */
class SmilesReferenceTest {
    private static final int FIRST_LINE = 2;

    private static List<JsonNode> molecules() throws IOException {
        JsonNode root = new ObjectMapper()
                .readTree(SharedData.reference("molecules/bbbp_rdkit_200.json").toFile());
        return StreamSupport.stream(root.get("molecules").spliterator(), false).toList();
    }

    private static MoleculeTable bbbp() throws IOException {
        return SmilesTable.read(SharedData.data("moleculenet/BBBP.csv"), "smiles", "p_np");
    }

    @Test
    void atomsChargesHydrogensAndDegreesAgree() throws Exception {
        for (JsonNode wanted : molecules()) {
            Molecule ours = Smiles.parse(wanted.get("smiles").textValue());
            int[] degrees = ours.degrees();
            assertThat(ours.size()).isEqualTo(wanted.get("numAtoms").intValue());
            for (JsonNode atom : wanted.get("atoms")) {
                int i = atom.get("idx").intValue();
                assertThat(List.of(
                                ours.atoms().get(i).symbol(),
                                ours.atoms().get(i).number(),
                                ours.atoms().get(i).charge(),
                                ours.atoms().get(i).hydrogens(),
                                degrees[i],
                                ours.atoms().get(i).inRing()))
                        .as(ours.smiles() + " atom " + i)
                        .isEqualTo(List.of(
                                atom.get("symbol").textValue(),
                                atom.get("z").intValue(),
                                atom.get("charge").intValue(),
                                atom.get("totalHs").intValue(),
                                atom.get("degree").intValue(),
                                atom.get("inRing").booleanValue()));
            }
        }
    }

    @Test
    void bondsRingsAndComponentsAgree() throws Exception {
        for (JsonNode wanted : molecules()) {
            Molecule ours = Smiles.parse(wanted.get("smiles").textValue());
            Set<String> bonds = ours.bonds().stream()
                    .map(b -> Math.min(b.from(), b.to()) + "-" + Math.max(b.from(), b.to()) + " " + b.inRing())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> theirs = new TreeSet<>();
            for (JsonNode b : wanted.get("bonds")) {
                theirs.add(b.get("a").intValue() + "-" + b.get("b").intValue() + " "
                        + b.get("inRing").booleanValue());
            }
            assertThat(bonds).as(ours.smiles()).isEqualTo(theirs);
            assertThat(ours.bonds()).hasSize(wanted.get("numBonds").intValue());
            assertThat(ours.components()).isEqualTo(wanted.get("numComponents").intValue());
        }
    }

    /** RDKit counts the rings of all smallest sets where there are several, as in adamantane: the relevant cycles. */
    @Test
    void ringsAgreeInNumberAndSize() throws Exception {
        for (JsonNode wanted : molecules()) {
            String smiles = wanted.get("smiles").textValue();
            List<Integer> sizes = StreamSupport.stream(wanted.get("ringSizes").spliterator(), false)
                    .map(JsonNode::intValue)
                    .toList();
            int[][] rings = Cycles.relevant(Smiles.container(smiles)).paths();
            assertThat(Arrays.stream(rings).map(ring -> ring.length - 1).sorted())
                    .as(smiles)
                    .containsExactlyElementsOf(sizes);
            int independent = wanted.get("numBonds").intValue()
                    - wanted.get("numAtoms").intValue()
                    + wanted.get("numComponents").intValue();
            assertThat(Smiles.parse(smiles).rings()).isEqualTo(independent).isLessThanOrEqualTo(sizes.size());
        }
    }

    @Test
    void aromaticFlagsAndOrdersAgreeForNearlyAll() throws Exception {
        int atoms = 0;
        int bonds = 0;
        int sameAtoms = 0;
        int sameBonds = 0;
        for (JsonNode wanted : molecules()) {
            Molecule ours = Smiles.parse(wanted.get("smiles").textValue());
            for (JsonNode atom : wanted.get("atoms")) {
                atoms++;
                boolean aromatic = ours.atoms().get(atom.get("idx").intValue()).aromatic();
                if (aromatic == atom.get("aromatic").booleanValue()) sameAtoms++;
            }
            for (JsonNode theirs : wanted.get("bonds")) {
                bonds++;
                Bond bond =
                        bond(ours, theirs.get("a").intValue(), theirs.get("b").intValue());
                String type = bond.aromatic()
                        ? "AROMATIC"
                        : List.of("", "SINGLE", "DOUBLE", "TRIPLE").get(bond.order());
                if (type.equals(theirs.get("type").textValue())) sameBonds++;
            }
        }
        assertThat((double) sameAtoms / atoms).isGreaterThanOrEqualTo(0.98);
        assertThat((double) sameBonds / bonds).isGreaterThanOrEqualTo(0.98);
    }

    private static Bond bond(Molecule molecule, int a, int b) {
        return molecule.bonds().stream()
                .filter(bond -> Set.of(bond.from(), bond.to()).equals(Set.of(a, b)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameRowsOfTheWholeTableAreRefused() throws Exception {
        JsonNode unparsable = new ObjectMapper()
                .readTree(SharedData.reference("molecules/bbbp_unparsable.json").toFile());
        List<Integer> lines = StreamSupport.stream(
                        unparsable.get("unparsableRows").spliterator(), false)
                .map(row -> row.intValue() + FIRST_LINE)
                .toList();
        MoleculeTable table = bbbp();
        assertThat(table.rejected()).extracting(Rejected::line).containsExactlyElementsOf(lines);
        assertThat(table.rejected()).allSatisfy(r -> assertThat(r.reason()).isNotBlank());
        assertThat(table.size()).isEqualTo(2039);
    }

    @Test
    void countsAgreeForEveryRowOfTheTable() throws Exception {
        List<String> wanted = Files.readAllLines(SharedData.reference("molecules/bbbp_summary.csv"));
        List<Molecule> ours = bbbp().molecules();
        assertThat(wanted).hasSize(ours.size() + 1);
        for (int i = 0; i < ours.size(); i++) {
            String[] fields = wanted.get(i + 1).split(",", -1);
            Molecule molecule = ours.get(i);
            int charge = molecule.atoms().stream().mapToInt(Atom::charge).sum();
            assertThat(List.of(molecule.size(), molecule.bonds().size(), molecule.components(), charge))
                    .as(molecule.smiles())
                    .isEqualTo(List.of(
                            Integer.valueOf(fields[1]),
                            Integer.valueOf(fields[2]),
                            Integer.valueOf(fields[3]),
                            Integer.valueOf(fields[7])));
        }
    }
}
