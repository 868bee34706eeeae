package lab.samediff.pipelines.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged tables end in the documented exception, which names the line, or are tables: nothing of them is lost. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmilesTableMutationsTest {
    private static final int CASES = 2_000;
    private static final long MOST_BYTES = 64 << 20;
    private static final String TABLE = """
            name,"solubility, measured",smiles
            water,1.5,O
            "ethanol, ""absolute\""",-0.77,CCO
            N"-ethyl,2e-3,CC(=O)N/C=C/C
            benzene,-2.0,c1ccccc1
            salt,+3,[Na+].[Cl-]
            """;

    @TempDir
    Path folder;

    private static MoleculeTable read(byte[] table) throws DataFormatException {
        return SmilesTable.parse("hostile.csv", table, "smiles", "solubility, measured");
    }

    /** Whether it was taken; if so, each line that is not blank is a molecule or rejected. */
    static boolean nothingIsLost(byte[] table) {
        try {
            MoleculeTable read = read(table);
            String text = new String(table, StandardCharsets.UTF_8);
            assertThat(read.size() + read.rejected().size())
                    .isEqualTo(text.lines().filter(line -> !line.isBlank()).count() - 1);
            assertThat(read.values()).allMatch(Double::isFinite);
            for (Rejected rejected : read.rejected()) {
                assertThat(rejected.reason()).isNotBlank();
                assertThat(text.lines().toList().get(rejected.line() - 1)).contains(rejected.smiles());
            }
            return true;
        } catch (DataFormatException e) {
            assertThat(e)
                    .hasMessageStartingWith("hostile.csv: " + e.field() + ": ")
                    .hasMessageMatching("\\P{Cntrl}{1,1000}");
            assertThat(e.field()).matches("line [0-9]+(, (column [0-9]+|solubility, measured))?|smiles");
            return false;
        }
    }

    @Test
    void eachMutationIsRefusedOrNothingOfItIsLost() {
        byte[] original = TABLE.getBytes(StandardCharsets.UTF_8);
        Hostile.Tally tally =
                Hostile.cases(CASES, MOST_BYTES, random -> nothingIsLost(Hostile.mutated(original, random)));
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 10);
    }

    @Test
    void whatIsWrittenByTheRulesOfTheFormatIsReadAsItIs() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            List<Double> values = new ArrayList<>();
            String end = Hostile.any(List.of("\n", "\r\n", "\r"), random);
            StringBuilder table = new StringBuilder("other,\"solubility, measured\",smiles" + end);
            int rows = random.nextInt(1, 9);
            for (int row = 0; row < rows; row++) {
                double value = random.nextInt(-1000, 1000) * Math.pow(10, random.nextInt(-9, 9));
                values.add(value);
                table.append(field(random))
                        .append(',')
                        .append(value)
                        .append(",C")
                        .append(end);
            }
            assertThat(read(table.toString().getBytes(StandardCharsets.UTF_8)).values())
                    .isEqualTo(values);
            return true;
        });
        assertThat(tally.refused()).isZero();
    }

    /** A field of any characters that may stand on a line, quoted as RFC 4180 has it. */
    private static String field(SplittableRandom random) {
        StringBuilder field = new StringBuilder();
        int length = random.nextInt(0, 12);
        for (int i = 0; i < length; i++)
            field.append(Hostile.any(List.of("\"", ",", "a", " ", "\\", "é", "\t"), random));
        return "\"" + field.toString().replace("\"", "\"\"") + "\"";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0661\u0662",
                "1d",
                "0x1p3",
                "1e400",
                "NaN",
                "Infinity",
                "1\0",
                "1,0",
                "",
                "--1",
                "1e",
                ".",
                "1_0"
            })
    void whatIsNoPlainFiniteNumberIsRefusedWithItsLine(String number) {
        assertThatThrownBy(() -> read(
                        ("smiles,\"solubility, measured\"\nC,\"" + number + "\"\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageStartingWith("hostile.csv: line 2, solubility, measured: ");
    }

    @Test
    void aByteThatIsNoUtf8IsNamedWithLineAndColumn() throws IOException {
        byte[] table = TABLE.getBytes(StandardCharsets.ISO_8859_1);
        table[TABLE.indexOf("CCO") + 1] = (byte) 0xff;
        Path file = Files.write(folder.resolve("t.csv"), table);
        assertThatThrownBy(() -> SmilesTable.read(file, "smiles", "solubility, measured"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageStartingWith(file + ": line 3, column 32: the byte 0xff, at 78 of the file, is not UTF-8");
    }

    @Test
    void aByteOrderMarkIsNamed() {
        assertThatThrownBy(() -> read(("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("line 1, column 1: ")
                .hasMessageContaining("byte-order mark");
    }

    @Test
    void aColumnThatIsThereTwiceIsRefused() {
        assertThatThrownBy(
                        () -> read("smiles,\"solubility, measured\",smiles\nC,1,O\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("line 1: ")
                .hasMessageContaining("the column smiles twice");
    }

    @Test
    void whatIsBeyondALimitIsRefusedWithTheLimitAndInBoundedMemory() {
        String head = "smiles,\"solubility, measured\",";
        List<String> tables = List.of(
                head + "x\nC,1," + "y".repeat(20_000_000) + "\n",
                head + "x\nC,1,\"" + "y".repeat(20_000_000) + "\"\n",
                head + "x,".repeat(1_000_000) + "\nC,1\n",
                head + "x\nC,1" + ",y".repeat(1_000_000) + "\n",
                head + "\"\"".repeat(10_000_000) + "\nC,1,2\n",
                head + "x\n" + "C".repeat(2_000_000) + ",1,2\n",
                head + "x\n" + "C,1,2\n".repeat(10) + "C,1," + "\0".repeat(50_000_001) + "\n");
        for (String table : tables) {
            byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
            Hostile.Tally tally = Hostile.cases(1, 6L * bytes.length + MOST_BYTES, random -> {
                assertThatThrownBy(() -> read(bytes))
                        .isInstanceOf(DataFormatException.class)
                        .hasMessageMatching(
                                "hostile.csv: line [0-9]+(, column [0-9]+)?: more than (1048576|10000|50000000) .*");
                return false;
            });
            assertThat(tally.refused()).isOne();
        }
    }
}
