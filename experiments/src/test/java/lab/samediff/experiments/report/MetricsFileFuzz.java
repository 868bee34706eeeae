package lab.samediff.experiments.report;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;

/** Any bytes as metrics. */
class MetricsFileFuzz {
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] metrics) {
        MetricsFileMutationsTest.readsBackOrIsRefused(Path.of("hostile.jsonl"), metrics);
    }
}
