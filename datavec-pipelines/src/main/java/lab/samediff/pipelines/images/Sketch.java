package lab.samediff.pipelines.images;

import java.util.random.RandomGenerator;

/** Draws one example of a class, another one each time. */
interface Sketch {
    /**
     * Draws an example.
     *
     * @param label the class, 0 to 9
     * @param canvas where to draw, {@link StandIns#SIZE} pixels square, black
     * @param random what makes this example differ from the next
     */
    void draw(int label, Canvas canvas, RandomGenerator random);
}
