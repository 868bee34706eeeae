package lab.samediff.experiments.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Animated GIF files that repeat for ever; all frames share one palette. */
public final class Gif {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private Gif() {}

    /**
     * An animation as the bytes of a GIF file; the same frames give the same bytes.
     *
     * @param frames at least one, all of one size
     * @param delayMillis how long each frame shows, from 20 to 655350 ms, rounded to 10 ms
     * @throws IllegalArgumentException if there is no frame, the sizes differ or the delay is out of range
     */
    public static byte[] bytes(List<BufferedImage> frames, int delayMillis) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, frames, delayMillis);
        return out.toByteArray();
    }

    /** Writes an animation to a file, which is replaced; see {@link #bytes}. */
    public static void write(Path file, List<BufferedImage> frames, int delayMillis) throws IOException {
        Files.write(file, bytes(frames, delayMillis));
    }

    /** Writes an animation to a stream and leaves the stream open; see {@link #bytes}. */
    public static void write(OutputStream out, List<BufferedImage> frames, int delayMillis) throws IOException {
        check(frames, delayMillis);
        Palette palette = Palette.of(frames);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                BufferedImage indexed = palette.indexed(frame);
                // Not createFromRenderedImage: for indexed images that gives Java's own palette.
                ImageTypeSpecifier type = new ImageTypeSpecifier(indexed);
                IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
                timed(metadata, (delayMillis + 5) / 10);
                writer.writeToSequence(new IIOImage(indexed, null, metadata), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static void check(List<BufferedImage> frames, int delayMillis) {
        if (frames.isEmpty()) throw new IllegalArgumentException("an animation without frames");
        if (delayMillis < 20 || delayMillis > 655_350) {
            throw new IllegalArgumentException("delay " + delayMillis + " ms: want 20 to 655350");
        }
        BufferedImage first = frames.get(0);
        for (int i = 0; i < frames.size(); i++) {
            BufferedImage frame = frames.get(i);
            if (frame.getWidth() != first.getWidth() || frame.getHeight() != first.getHeight()) {
                throw new IllegalArgumentException("frame " + i + " is " + frame.getWidth() + " x " + frame.getHeight()
                        + ", the first " + first.getWidth() + " x " + first.getHeight());
            }
        }
    }

    private static void timed(IIOMetadata metadata, int hundredths) throws IIOInvalidTreeException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(hundredths));
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        // Sub-block 1 with a count of zero: repeat for ever.
        loop.setUserObject(new byte[] {1, 0, 0});
        child(root, "ApplicationExtensions").appendChild(loop);
        metadata.setFromTree(FORMAT, root);
    }

    private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
        for (int i = 0; i < parent.getLength(); i++) {
            if (parent.item(i) instanceof IIOMetadataNode node && name.equals(node.getNodeName())) return node;
        }
        IIOMetadataNode node = new IIOMetadataNode(name);
        parent.appendChild(node);
        return node;
    }
}
