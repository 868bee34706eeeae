package lab.samediff.pipelines.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.samediff.pipelines.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmilesTableTest {
    private static MoleculeTable parse(String text) throws DataFormatException {
        return SmilesTable.parse("made.csv", text.getBytes(StandardCharsets.UTF_8), "smiles", "y");
    }

    @Test
    void fieldsMayBeQuotedAndHoldQuotesAndBackslashes() throws DataFormatException {
        MoleculeTable table = parse(
                "name,y,smiles\r\n\"a, b\",1,CC\r\n\"say \"\"x\"\"\",2.5,F/C=C\\F\r\n\r\nN\"-x,3,O \r\n,4,\"N\"\r\n");
        assertThat(table.molecules()).extracting(Molecule::smiles).containsExactly("CC", "F/C=C\\F", "O", "N");
        assertThat(table.values()).containsExactly(1.0, 2.5, 3.0, 4.0);
        assertThat(table.largest()).isEqualTo(4);
    }

    @Test
    void refusedMoleculesAreNamedByLineAndReason() throws DataFormatException {
        MoleculeTable table = parse("smiles,y\nCC,1\nC1CC,0\n\nC(C)(C)(C)(C)C,1\n,1\nO,0\n");
        assertThat(table.values()).containsExactly(1.0, 0.0);
        assertThat(table.rejected()).extracting(Rejected::line).containsExactly(3, 5, 6);
        assertThat(table.rejections())
                .contains("line 5: C(C)(C)(C)(C)C: atom 1, C, has valence 5; at most 4\n")
                .contains("line 6: : empty\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|made.csv: line 1: no header",
                "name,y|made.csv: line 1: no column smiles among [name, y]",
                "smiles,x|no column y",
                "smiles,y;CC|made.csv: line 2: 1 fields, but the header has 2",
                "smiles,y;CC,1,2|line 2: 3 fields",
                "smiles,y;CC,|made.csv: line 2, y: '' is no finite number",
                "smiles,y;CC,1;CC,one|line 3, y: 'one' is no finite number",
                "smiles,y;CC,NaN|line 2, y: 'NaN' is no finite number",
                "smiles,y;\"CC,1|line 2: a quoted field is not closed",
                "smiles,y;\"CC\"x,1|line 2: a quoted field is not closed",
                "smiles,y|no molecule that can be read. Use the complete file",
                "smiles,y;C1,1|no molecule that can be read. The first one: ",
            })
    void aBrokenTableIsNamedByLineAndField(String text, String message) {
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> parse(text.replace(';', '\n')))
                .withMessageContaining(message);
    }

    @Test
    void bytesThatAreNotTextAreRefused(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("b.csv"), new byte[] {'s', (byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> SmilesTable.read(file, "smiles", "y"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("b.csv: line 1, column 2: the byte 0xff");
    }

    @Test
    void aThinnedTableHasRowsAtEvenDistances() throws DataFormatException {
        MoleculeTable table = parse("smiles,y\nC,0\nCC,1\nCCC,2\nCCCC,3\nCCCCC,4\nCCCCCC,5\n");
        assertThat(table.thinned(3).values()).containsExactly(0.0, 2.0, 4.0);
        assertThat(table.thinned(3).molecules()).extracting(Molecule::size).containsExactly(1, 3, 5);
        assertThat(table.thinned(100)).isEqualTo(table);
        assertThatThrownBy(() -> table.thinned(0)).hasMessageContaining("at least 1");
    }
}
