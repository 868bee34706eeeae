package lab.samediff.pipelines.images;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Drawn images in the shape of MNIST and Fashion-MNIST, for machines without the real ones. They can be learned and not
 * without effort, but a result on them says nothing about the real sets and is never compared with a published number.
 */
public final class StandIns {
    /** Height and width of the images. */
    public static final int SIZE = 28;

    private static final int CLASSES = 10;
    /** Largest noise on a pixel, of 255. */
    private static final int NOISE = 10;

    private StandIns() {}

    /**
     * Digits 0 to 9, white on black, as if written by hand.
     *
     * @param n number of images, at least 1; in each run of ten, from the first, all classes occur
     * @param seed the same seed gives the same bytes on each machine; a smaller n gives the first of them
     * @throws IllegalArgumentException if n is not positive
     */
    public static LabelledImages digits(int n, long seed) {
        return draw(Digits::draw, n, seed);
    }

    /**
     * Silhouettes of clothes, in the order of Fashion-MNIST's classes; shirts, pullovers and coats look alike, as there.
     *
     * @param n number of images, at least 1; in each run of ten, from the first, all classes occur
     * @param seed the same seed gives the same bytes on each machine; a smaller n gives the first of them
     * @throws IllegalArgumentException if n is not positive
     */
    public static LabelledImages clothes(int n, long seed) {
        return draw(Clothes::draw, n, seed);
    }

    private static LabelledImages draw(Sketch sketch, int n, long seed) {
        if (n < 1) {
            throw new IllegalArgumentException("cannot draw " + n + " images; at least one is needed");
        }
        SplittableRandom root = new SplittableRandom(seed);
        byte[] pixels = new byte[Math.multiplyExact(n, SIZE * SIZE)];
        byte[] labels = new byte[n];
        int[] classes = new int[CLASSES];
        for (int i = 0; i < n; i++) {
            // One generator an image: how much one image draws from it does not change the next.
            SplittableRandom random = root.split();
            if (i % CLASSES == 0) {
                shuffle(classes, random);
            }
            int label = classes[i % CLASSES];
            Canvas canvas = new Canvas(SIZE);
            sketch.draw(label, canvas, random);
            develop(canvas, pixels, i * SIZE * SIZE, random);
            labels[i] = (byte) label;
        }
        return new LabelledImages(pixels, labels, SIZE, SIZE, CLASSES);
    }

    /** Turns brightness into bytes, with noise where something is drawn, as a scanner adds. */
    private static void develop(Canvas canvas, byte[] pixels, int from, RandomGenerator random) {
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                float ink = canvas.at(x, y);
                int noise = random.nextInt(-NOISE, NOISE + 1);
                long value = ink == 0 ? 0 : Math.round(255.0 * ink) + noise;
                pixels[from + y * SIZE + x] = (byte) Math.max(0, Math.min(255, value));
            }
        }
    }

    private static void shuffle(int[] classes, RandomGenerator random) {
        for (int i = 0; i < classes.length; i++) {
            int other = random.nextInt(i + 1);
            classes[i] = classes[other];
            classes[other] = i;
        }
    }
}
