package lab.samediff.pipelines.molecules;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any text as SMILES. */
class SmilesFuzz {
    @FuzzTest(maxDuration = "60s")
    void anyText(byte[] text) {
        SmilesMutationsTest.isRefusedOrKeepsItsLaws(new String(text, StandardCharsets.ISO_8859_1));
    }
}
