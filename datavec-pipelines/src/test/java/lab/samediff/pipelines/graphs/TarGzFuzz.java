package lab.samediff.pipelines.graphs;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import lab.samediff.pipelines.DataFormatException;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as an archive that was compressed. */
class TarGzFuzz {
    static Stream<Arguments> seeds() throws IOException {
        return Stream.of(arguments((Object) TarGzMutationsTest.tar()));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] tar) throws IOException {
        Path file = Files.createTempFile("hostile", ".tgz");
        try {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(tar);
            }
            TarGz.read(file, List.of("cora/a"));
        } catch (DataFormatException e) {
            if (!String.valueOf(e.getMessage()).startsWith(file + ": ")) throw e;
        } finally {
            Files.delete(file);
        }
    }
}
