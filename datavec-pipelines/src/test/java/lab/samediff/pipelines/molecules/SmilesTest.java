package lab.samediff.pipelines.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmilesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C1CC|Unclosed ring",
                "C(C|unclosed",
                "CC)C|",
                "[Xx]|",
                "C*C|no element",
                "C(C)(C)(C)(C)C|atom 1, C, has valence 5; at most 4",
                "CN(C)(C)C|atom 2, N, has valence 5; at most 3",
                "CO(C)C|atom 2, O, has valence 3; at most 2",
                "FF(F)|atom 2, F, has valence 2; at most 1",
                "C[NH5+2]|valence",
                "c1ncccc1c1ncccC|",
                "c1cccc1|",
                "C C|character 2",
                "CC>>CC|character 3 (U+003E)",
                "C\u00e9C|character 2 (U+00E9)",
                "%|",
                "-|",
            })
    void whatIsNoMoleculeIsRefusedWithAReason(String smiles, String reason) {
        assertThatExceptionOfType(SmilesException.class)
                .isThrownBy(() -> Smiles.parse(smiles))
                .satisfies(e -> assertThat(e.getMessage())
                        .isNotBlank()
                        .doesNotContain("\n")
                        .containsIgnoringCase(reason == null ? "" : reason));
    }

    @Test
    void emptyAndEndlessTextsAreRefused() {
        assertThatExceptionOfType(SmilesException.class)
                .isThrownBy(() -> Smiles.parse(""))
                .withMessage("empty");
        assertThatExceptionOfType(SmilesException.class)
                .isThrownBy(() -> Smiles.parse("C".repeat(100_000)))
                .withMessageContaining("at most 1000");
        assertThatExceptionOfType(SmilesException.class)
                .isThrownBy(() -> Smiles.parse("C".repeat(251)))
                .withMessage("251 atoms; at most 250 are read");
        assertThatExceptionOfType(SmilesException.class).isThrownBy(() -> Smiles.parse("C(".repeat(500)));
    }

    @Test
    void textsNextToMoleculesAreReadOrRefusedAndNothingElseHappens() {
        SplittableRandom random = new SplittableRandom(5);
        String alphabet = "CNOcno()[]=#123%+-@/\\.HFl*";
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(MadeUpMolecules.smiles(random));
            for (int faults = random.nextInt(3); faults >= 0; faults--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(Smiles.parse(text.toString()).size()).isPositive();
            } catch (SmilesException e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C1=CC=CC=C1",
                "c1ccccc1",
                "C1=CC=NC=C1",
                "c1ccc2ccccc2c1",
                "[nH]1cccc1",
                "O=c1cc[nH]cc1",
                "c1cc[o+]cc1"
            })
    void ringsOfHueckelAreAromaticHoweverTheyAreWritten(String smiles) throws SmilesException {
        assertThat(Smiles.parse(smiles).atoms()).filteredOn(Atom::inRing).allMatch(Atom::aromatic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1CCCCC1", "C1=CCC=CC1", "C1=CC=C1", "CC=C"})
    void othersAreNot(String smiles) throws SmilesException {
        assertThat(Smiles.parse(smiles).atoms()).noneMatch(Atom::aromatic);
    }

    @Test
    void chargesValencesAndPartsAreThoseOfTheText() throws SmilesException {
        Molecule salt = Smiles.parse("[Na+].CC(=O)[O-]");
        assertThat(salt.components()).isEqualTo(2);
        assertThat(salt.rings()).isZero();
        assertThat(salt.atoms()).extracting(Atom::charge).containsExactly(1, 0, 0, 0, -1);
        assertThat(salt.atoms()).extracting(Atom::hydrogens).containsExactly(0, 3, 0, 0, 0);
        assertThat(Smiles.parse("[H]C([H])([H])[H]").atoms()).containsExactly(new Atom("C", 6, 0, 4, false, false));
        for (String fine :
                new String[] {"F[P-](F)(F)(F)(F)F", "CS(=O)(=O)C", "OP(=O)(O)O", "C[N+](C)(C)C", "[O-][Cl+3]"}) {
            assertThat(Smiles.parse(fine).size()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN(=O)=O", "O=N(=O)C", "C[N+](=O)[O-]"})
    void nitroGroupsAreChargedHoweverTheyAreWritten(String smiles) throws SmilesException {
        Molecule molecule = Smiles.parse(smiles);
        assertThat(molecule.atoms()).extracting(Atom::charge).containsExactlyInAnyOrder(0, 1, -1, 0);
        assertThat(molecule.bonds()).extracting(Bond::order).containsExactlyInAnyOrder(1, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "CCO,''",
        "Cc1ccccc1,c1ccccc1",
        "OC(=O)CCc1ccc(Cl)cc1,c1ccccc1",
        "CC(C)c1ccccc1CCc1ccncc1,c1ccccc1CCc1ccncc1",
        "C1CC1.CCO,C1CC1",
        "Cn1cccc1,[nH]1cccc1",
        "OC1CCCCC1,C1CCCCC1",
    })
    void aScaffoldIsRingsAndWhatLinksThem(String smiles, String scaffold) throws SmilesException {
        String found = Smiles.scaffold(smiles);
        assertThat(found).isEqualTo(scaffold.isEmpty() ? "" : Smiles.scaffold(scaffold));
        if (!found.isEmpty())
            assertThat(Smiles.parse(found).size())
                    .isEqualTo(Smiles.parse(scaffold).size());
    }

    @Test
    void aScaffoldDoesNotDependOnHowTheMoleculeIsWritten() throws SmilesException {
        assertThat(Smiles.scaffold("C1=CC=CC=C1CCN")).isEqualTo(Smiles.scaffold("NCCc1ccccc1"));
        assertThat(Smiles.scaffold("C[C@H]1CCCCN1")).isEqualTo(Smiles.scaffold("C1CCNCC1"));
    }
}
