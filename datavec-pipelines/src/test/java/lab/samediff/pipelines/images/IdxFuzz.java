package lab.samediff.pipelines.images;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as an IDX file, compressed or not. */
class IdxFuzz {
    static Stream<Arguments> seeds() throws IOException {
        return Stream.of(
                arguments((Object) IdxMutationsTest.LABELS),
                arguments((Object) IdxMutationsTest.IMAGES),
                arguments((Object) IdxMutationsTest.gzip(IdxMutationsTest.LABELS)));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] file) throws IOException {
        // What is compressed is written back uncompressed.
        if (file.length < 2 || file[0] != 0x1f) IdxMutationsTest.writesBackOrIsRefused(file);
        else IdxMutationsTest.isReadOrRefused(file);
    }
}
