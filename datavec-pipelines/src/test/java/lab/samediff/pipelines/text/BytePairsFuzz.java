package lab.samediff.pipelines.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Any bytes as a text to learn an encoding from, and to encode. */
class BytePairsFuzz {
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) {
        BytePairs learned = new BytePairTrainer(300, 1).train(bytes);
        if (!Arrays.equals(learned.bytes(learned.encode(bytes)), bytes)) throw new AssertionError("other bytes");
    }
}
