package lab.samediff.experiments.core;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any lines as settings. */
class SettingsFuzz {
    @FuzzTest(maxDuration = "60s")
    void anyLines(byte[] text) {
        SettingsMutationsTest.isRefusedOrReadsBack(
                new String(text, StandardCharsets.UTF_8).lines().toList());
    }
}
