package lab.samediff.experiments.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures as PNG files. */
public final class Png {
    static {
        // No cache files in the system's folder for temporary files: pictures are small.
        ImageIO.setUseCache(false);
    }

    private Png() {}

    /**
     * A picture as the bytes of a PNG file; the same pixels give the same bytes.
     *
     * @throws IOException if the picture's kind cannot be encoded
     */
    public static byte[] bytes(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("no PNG encoder for an image of type " + image.getType());
        }
        return out.toByteArray();
    }

    /** Writes a picture to a file, which is replaced. */
    public static void write(Path file, BufferedImage image) throws IOException {
        Files.write(file, bytes(image));
    }
}
