package lab.samediff.pipelines.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import lab.samediff.pipelines.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that look like SMILES end in the documented exception, or in a molecule that keeps its laws. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmilesMutationsTest {
    private static final int CASES = 3_000;
    private static final long MOST_BYTES = 256 << 20;

    private static final List<String> GOOD = List.of(
            "CC(=O)Oc1ccccc1C(=O)O",
            "N[C@@H](C)C(=O)O",
            "F/C=C/F",
            "[Na+].[Cl-]",
            "[13CH4]",
            "C1CC2CCC1CC2",
            "c1ccc2c(c1)[nH]c1ccccc12",
            "CN1C=NC2=C1C(=O)N(C(=O)N2C)C",
            "C%12CCCCC%12",
            "CC(C)(C)c1ccc2occ(CC(=O)Nc3ccccc3F)c2c1",
            "O=[N+]([O-])c1ccccc1",
            "[Fe+2].[O-]S(=O)(=O)[O-]");

    private static final List<String> ATOMS = List.of(
            "C",
            "N",
            "O",
            "S",
            "P",
            "F",
            "Cl",
            "Br",
            "I",
            "B",
            "c",
            "n",
            "o",
            "s",
            "p",
            "b",
            "[nH]",
            "[se]",
            "[C@H]",
            "[C@@]",
            "[13C]",
            "[Fe+2]",
            "[O-]",
            "[N+]",
            "[H]",
            "[2H]",
            "[Si]",
            "[Xx]",
            "*",
            "[*]",
            "[CH9]",
            "[C+15]",
            "[C-15]",
            "[9999999999C]",
            "[CH99999]",
            "[C+99999999999]",
            "[C:99999999999]",
            "[C@TB21]",
            "[C@OH30]",
            "[C@AL1]",
            "[CH3-]",
            "[U]",
            "[R1]",
            "[",
            "]",
            "[]",
            "[H+]",
            "[#6]",
            "[C@SP4]",
            "[C++++]",
            "[0C]",
            "[C@@@]",
            "[te]",
            "[as]");

    private static final List<String> JOINTS = List.of(
            "", "", "", "", "", "-", "=", "#", "$", ":", "/", "\\", ".", "~", "1", "2", "1", "%10", "%99", "%(100)",
            "%1", "0", "(", "(", ")", ")", "=1", "#2", "/1", "()");

    static boolean isRefusedOrKeepsItsLaws(String smiles) {
        try {
            Molecule molecule = Smiles.parse(smiles);
            assertThat(molecule.size()).isBetween(1, Smiles.ATOMS);
            assertThat(molecule.rings()).isNotNegative();
            assertThat(molecule.components()).isBetween(1, molecule.size());
            for (Atom atom : molecule.atoms()) {
                assertThat(atom.number()).isBetween(1, 118);
                assertThat(atom.hydrogens()).isBetween(0, 9);
                assertThat(atom.charge()).isBetween(-15, 15);
            }
            for (Bond bond : molecule.bonds()) assertThat(bond.order()).isBetween(1, 4);
            for (AtomFeatures features : AtomFeatures.values()) {
                assertThat(features.of(molecule)).hasNumberOfRows(molecule.size());
            }
            String scaffold = Smiles.scaffold(smiles);
            // A scaffold is what rings leave.
            assertThat(scaffold.isEmpty()).isEqualTo(molecule.rings() == 0);
            return true;
        } catch (SmilesException e) {
            assertThat(e).hasMessageMatching("\\P{Cntrl}{2,400}");
            return false;
        }
    }

    @Test
    void eachMutationIsRefusedOrKeepsItsLaws() {
        Hostile.Tally tally = Hostile.cases(
                CASES,
                MOST_BYTES,
                random -> isRefusedOrKeepsItsLaws(Hostile.mutated(Hostile.any(GOOD, random), random)));
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 10);
    }

    @Test
    void eachTextOfTheGrammarsPartsIsRefusedOrKeepsItsLaws() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> isRefusedOrKeepsItsLaws(scrambled(random)));
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 50);
    }

    private static String scrambled(SplittableRandom random) {
        StringBuilder smiles = new StringBuilder();
        int length = 1 << random.nextInt(0, 8);
        int plain =
                random.nextInt(1, ATOMS.size() + 1); // how much of the table is used: small values give more molecules
        for (int i = 0; i < length; i++) {
            smiles.append(ATOMS.get(random.nextInt(plain))).append(Hostile.any(JOINTS, random));
        }
        return smiles.toString();
    }

    @Test
    void eachSentenceOfTheGrammarIsRefusedOrKeepsItsLaws() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> isRefusedOrKeepsItsLaws(sentence(random)));
        assertThat(tally.taken()).isGreaterThan(CASES / 4);
    }

    /** A chain with balanced branches and rings that are closed; one in eight with atoms of any kind. */
    private static String sentence(SplittableRandom random) {
        StringBuilder smiles = new StringBuilder();
        List<Integer> open = new ArrayList<>();
        boolean plain = random.nextInt(8) > 0;
        int depth = 0;
        int length = random.nextInt(1, 1 << random.nextInt(1, 8));
        int most = Hostile.any(List.of(1, 3, 15, 60), random);
        for (int i = 0; i < length; i++) {
            if (i > 0 && random.nextInt(20) == 0) smiles.append(Hostile.any(List.of("=", "-", "/"), random));
            smiles.append(plain ? "C" : Hostile.any(List.of("C", "c", "N", "n", "O", "S", "[C@H]", "[Si]"), random));
            int ring = 10 + i * 7 % 90;
            if (open.size() < most && random.nextInt(3) == 0 && !open.contains(ring)) {
                open.add(ring);
                smiles.append('%').append(ring).append('C');
            } else if (!open.isEmpty() && random.nextInt(3) == 0) {
                smiles.append("C%").append(open.remove(random.nextInt(open.size())));
            }
            if (random.nextInt(5) == 0) {
                smiles.append("(C");
                depth++;
            } else if (depth > 0 && random.nextInt(3) == 0) {
                smiles.append(')');
                depth--;
            }
        }
        for (int ring : open) smiles.append("C%").append(ring);
        return smiles + ")".repeat(depth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "C(",
                "C1",
                "c1cccc",
                "[",
                "C(C)(C)(C)(C)C",
                "[CH99999999]",
                "[CH2147483647]",
                "[C+2147483648]",
                "[FeH2147483647]",
                "[99999999999999999999C]",
                "C%99",
                "C%",
                "C%(",
                "C%(99",
                "C1C1C1",
                "C11",
                "[Xx]",
                "[C@TB99]",
                "C=(C)C",
                ")",
                "C)",
                "..",
                ".",
                "C..C",
                "=",
                "C=",
                "C==C",
                "/C",
                "[C@@@@H]",
                "[]",
                "[H]",
                "[H][H]",
                "[HH]",
                "*"
            })
    void oddSmilesAreRefusedOrKeepTheirLaws(String smiles) {
        Hostile.cases(1, MOST_BYTES, random -> isRefusedOrKeepsItsLaws(smiles));
    }

    @Test
    void largeOnesEndSoonAndNeverOverflowTheStack() {
        String fused = "C1CC2CCC1CC2";
        List<String> large = List.of(
                "C".repeat(100_000),
                "C".repeat(100_001),
                "(".repeat(100_000),
                "C(".repeat(499) + "C" + ")".repeat(499),
                "C(".repeat(50_000) + ")".repeat(50_000),
                "[".repeat(100_000),
                "C1".repeat(500),
                "%99".repeat(333),
                "C%10".repeat(250),
                "c1".repeat(250) + "c",
                "[H]".repeat(333),
                "C[H]".repeat(200),
                ".".repeat(1000),
                "C.".repeat(249) + "C",
                "=".repeat(1000),
                fused.repeat(20),
                "C1=CC=CC=C1".repeat(40),
                "c1cc2ccc1cc2".repeat(20),
                "CC(=O)N".repeat(60),
                ladder(80),
                sheet(9));
        for (String smiles : large) Hostile.cases(1, MOST_BYTES, random -> isRefusedOrKeepsItsLaws(smiles));
    }

    /** Rings side by side, each sharing a bond with the next. */
    private static String ladder(int rings) {
        StringBuilder out = new StringBuilder("C");
        for (int i = 0; i < rings; i++) out.append("%").append(10 + i).append("C");
        for (int i = rings - 1; i >= 0; i--) out.append("C%").append(10 + i);
        return out.toString();
    }

    /** A square net of n rows of n atoms: many rings. */
    private static String sheet(int n) {
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                int at = row % 2 == 0 ? column : n - 1 - column;
                out.append('C');
                if (row > 0) out.append('%').append(10 + (row - 1) % 2 * 40 + at);
                if (row < n - 1) out.append('%').append(10 + row % 2 * 40 + at);
            }
        }
        return out.toString();
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsParsed() {
        assertThatThrownBy(() -> Smiles.parse("C".repeat(100_000)))
                .isInstanceOf(SmilesException.class)
                .hasMessage("100000 characters; at most 1000 are read");
    }
}
