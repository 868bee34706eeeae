package lab.samediff.pipelines.graphs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any bytes as the papers of a citation network. */
class LinqsFuzz {
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] content) {
        byte[] cites = "31336\t1061127\n".getBytes(StandardCharsets.UTF_8);
        LinqsMutationsTest.writesBackOrIsRefused(content, cites);
    }
}
