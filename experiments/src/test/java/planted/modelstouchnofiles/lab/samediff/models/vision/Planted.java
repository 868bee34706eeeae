package planted.modelstouchnofiles.lab.samediff.models.vision;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class Planted {
    private Planted() {}

    static boolean badFile() {
        return new File("a").exists();
    }

    static void badReader() throws IOException {
        new FileReader("a", StandardCharsets.UTF_8).close();
    }

    static void badRandomAccess() throws IOException {
        new RandomAccessFile("a", "r").close();
    }

    static boolean badFiles() {
        return Files.exists(Path.of("a"));
    }

    static void badChannel(SeekableByteChannel channel) throws IOException {
        channel.close();
    }

    static int fineBuffer() {
        return ByteBuffer.allocate(8).getInt();
    }

    static int fineStream() {
        return new ByteArrayOutputStream().size();
    }
}
