package lab.samediff.experiments.core;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lab.samediff.pipelines.DataFormatException;

/** Any bytes as a file of the ledger. */
class LedgerFuzz {
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] json) throws IOException {
        LedgerFile read;
        try {
            read = Json.read("hostile", json, LedgerFile.class);
        } catch (DataFormatException e) {
            if (!String.valueOf(e.getMessage()).startsWith("hostile: line ")) throw e;
            return;
        }
        LedgerPage.of(List.of(read));
        byte[] written = Json.pretty(read).getBytes(StandardCharsets.UTF_8);
        if (!Json.read("written", written, LedgerFile.class).equals(read)) throw new AssertionError("another ledger");
    }
}
