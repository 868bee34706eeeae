package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class GifTest {
    /** Frames whose colours are red = 8 i, green = column, blue = row, thinned to steps of a size. */
    private static List<BufferedImage> frames(int step) {
        List<BufferedImage> frames = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            BufferedImage frame = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < 48; y++) {
                for (int x = 0; x < 64; x++) {
                    frame.setRGB(x, y, new Color(8 * i, x / step * step * 4, y / step * step * 5).getRGB());
                }
            }
            frames.add(frame);
        }
        return frames;
    }

    private static ImageReader reader(byte[] gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(gif));
        reader.setInput(stream);
        return reader;
    }

    @Test
    void readsBackWithItsFramesSizesDelaysAndLoop() throws IOException {
        ImageReader reader = reader(Gif.bytes(frames(16), 120));
        assertThat(reader.getNumImages(true)).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            assertThat(reader.getWidth(i)).isEqualTo(64);
            assertThat(reader.getHeight(i)).isEqualTo(48);
            IIOMetadataNode root =
                    (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
            IIOMetadataNode control = (IIOMetadataNode)
                    root.getElementsByTagName("GraphicControlExtension").item(0);
            assertThat(control.getAttribute("delayTime")).isEqualTo("12");
            if (i > 0) continue;
            NodeList extensions = root.getElementsByTagName("ApplicationExtension");
            IIOMetadataNode loop = (IIOMetadataNode) extensions.item(0);
            assertThat(loop.getAttribute("applicationID")).isEqualTo("NETSCAPE");
            assertThat(loop.getAttribute("authenticationCode")).isEqualTo("2.0");
            assertThat((byte[]) loop.getUserObject()).containsExactly(1, 0, 0);
        }
    }

    @Test
    void fewColoursComeBackExactly() throws IOException {
        List<BufferedImage> frames = frames(16);
        ImageReader reader = reader(Gif.bytes(frames, 100));
        for (int i = 0; i < 5; i++)
            assertThat(error(frames.get(i), reader.read(i))).isZero();
    }

    @Test
    void manyColoursComeBackNearly() throws IOException {
        List<BufferedImage> frames = frames(1);
        ImageReader reader = reader(Gif.bytes(frames, 100));
        // 15,360 colours over 32 x 252 x 235: 256 even boxes would have sides of about 8 x 28 x 28.
        for (int i = 0; i < 5; i++)
            assertThat(error(frames.get(i), reader.read(i))).isPositive().isLessThan(12);
    }

    /** Mean difference of the channels. */
    private static double error(BufferedImage a, BufferedImage b) {
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                Color p = new Color(a.getRGB(x, y));
                Color q = new Color(b.getRGB(x, y));
                sum += Math.abs(p.getRed() - q.getRed())
                        + Math.abs(p.getGreen() - q.getGreen())
                        + Math.abs(p.getBlue() - q.getBlue());
            }
        }
        return sum / (3.0 * a.getWidth() * a.getHeight());
    }

    @Test
    void aColourIsTheSameInEveryFrame() throws IOException {
        List<BufferedImage> frames = frames(1);
        for (BufferedImage frame : frames) frame.setRGB(0, 0, 0xAB12CD);
        ImageReader reader = reader(Gif.bytes(frames, 100));
        int first = reader.read(0).getRGB(0, 0);
        for (int i = 1; i < 5; i++) assertThat(reader.read(i).getRGB(0, 0)).isEqualTo(first);
    }

    @Test
    void theCommonestColourStaysExact() throws IOException {
        List<BufferedImage> frames = frames(1);
        for (BufferedImage frame : frames) {
            for (int y = 0; y < 24; y++) for (int x = 0; x < 64; x++) frame.setRGB(x, y, 0xFFFFFF);
        }
        BufferedImage decoded = reader(Gif.bytes(frames, 100)).read(3);
        assertThat(decoded.getRGB(5, 5) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(error(frames.get(3), decoded)).isCloseTo(0, within(6.0));
    }

    @Test
    void theSameFramesGiveTheSameBytes() throws IOException {
        assertThat(Gif.bytes(frames(1), 100)).isEqualTo(Gif.bytes(frames(1), 100));
    }

    @Test
    void wrongInputIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Gif.bytes(List.of(), 100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gif.bytes(frames(1), 5))
                .withMessageContaining("5 ms");
        List<BufferedImage> uneven = new ArrayList<>(frames(1));
        uneven.add(new BufferedImage(3, 4, BufferedImage.TYPE_INT_RGB));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gif.bytes(uneven, 100))
                .withMessageContaining("frame 5 is 3 x 4, the first 64 x 48");
    }
}
