package lab.samediff.experiments.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One palette of at most 256 colours for all frames of an animation, so that a colour means the same in each: the
 * colours themselves where they suffice, else by median cut (Heckbert 1982), each box standing for its commonest colour.
 */
final class Palette {
    private static final int SIZE = 256;

    private final int[] colours;
    private final IndexColorModel model;
    private final Map<Integer, Byte> nearest = new HashMap<>();

    private Palette(int[] colours) {
        this.colours = colours;
        byte[][] channels = new byte[3][colours.length];
        for (int i = 0; i < colours.length; i++) {
            for (int c = 0; c < 3; c++) channels[c][i] = (byte) channel(colours[i], c);
        }
        model = new IndexColorModel(8, colours.length, channels[0], channels[1], channels[2]);
    }

    static Palette of(List<BufferedImage> frames) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (BufferedImage frame : frames) {
            for (int rgb : pixels(frame)) counts.merge(rgb, 1, Integer::sum);
        }
        int[] all = counts.keySet().stream().mapToInt(rgb -> rgb).sorted().toArray();
        if (all.length <= SIZE) return new Palette(all);
        return new Palette(split(all, counts).stream()
                .mapToInt(box -> commonest(box, counts))
                .sorted()
                .toArray());
    }

    BufferedImage indexed(BufferedImage frame) {
        BufferedImage indexed =
                new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] data = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
        int[] pixels = pixels(frame);
        for (int i = 0; i < pixels.length; i++) data[i] = nearest.computeIfAbsent(pixels[i], this::search);
        return indexed;
    }

    private static int[] pixels(BufferedImage frame) {
        int width = frame.getWidth();
        int[] pixels = frame.getRGB(0, 0, width, frame.getHeight(), null, 0, width);
        for (int i = 0; i < pixels.length; i++) pixels[i] &= 0xFFFFFF;
        return pixels;
    }

    private Byte search(int rgb) {
        int best = 0;
        for (int i = 1; i < colours.length; i++) if (distance(rgb, colours[i]) < distance(rgb, colours[best])) best = i;
        return (byte) best;
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int c = 0; c < 3; c++) {
            int difference = channel(a, c) - channel(b, c);
            sum += difference * difference;
        }
        return sum;
    }

    private static List<int[]> split(int[] all, Map<Integer, Integer> counts) {
        List<int[]> boxes = new ArrayList<>(List.of(all));
        while (boxes.size() < SIZE) {
            int widest = 0;
            for (int i = 1; i < boxes.size(); i++) if (spread(boxes.get(i)) > spread(boxes.get(widest))) widest = i;
            int[] box = boxes.get(widest);
            int[] sorted = sorted(box, longestSide(box));
            int cut = median(sorted, counts);
            boxes.set(widest, Arrays.copyOfRange(sorted, 0, cut));
            boxes.add(Arrays.copyOfRange(sorted, cut, sorted.length));
        }
        return boxes;
    }

    private static int spread(int[] box) {
        return side(box, longestSide(box));
    }

    private static int longestSide(int[] box) {
        int longest = 0;
        for (int c = 1; c < 3; c++) if (side(box, c) > side(box, longest)) longest = c;
        return longest;
    }

    private static int side(int[] box, int c) {
        int low = 255;
        int high = 0;
        for (int rgb : box) {
            low = Math.min(low, channel(rgb, c));
            high = Math.max(high, channel(rgb, c));
        }
        return high - low;
    }

    private static int[] sorted(int[] box, int c) {
        return Arrays.stream(box)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(rgb -> channel(rgb, c)).thenComparing(rgb -> rgb))
                .mapToInt(rgb -> rgb)
                .toArray();
    }

    /** Where half of the pixels lie on either side; at least one colour does. */
    private static int median(int[] sorted, Map<Integer, Integer> counts) {
        long total = 0;
        for (int rgb : sorted) total += counts.getOrDefault(rgb, 0);
        long seen = 0;
        int cut = 0;
        while (2 * seen < total) seen += counts.getOrDefault(sorted[cut++], 0);
        return Math.min(Math.max(cut, 1), sorted.length - 1);
    }

    private static int commonest(int[] box, Map<Integer, Integer> counts) {
        int best = box[0];
        for (int rgb : box) if (counts.getOrDefault(rgb, 0) > counts.getOrDefault(best, 0)) best = rgb;
        return best;
    }

    private static int channel(int rgb, int c) {
        return rgb >> (16 - 8 * c) & 0xFF;
    }
}
