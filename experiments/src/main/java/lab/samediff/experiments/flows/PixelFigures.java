package lab.samediff.experiments.flows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.ImageGrid;
import lab.samediff.pipelines.images.LabelledImages;

/** Pictures of what a flow thinks of images. */
final class PixelFigures {
    private static final int COLUMNS = 10;
    private static final int ROWS = 5;

    private PixelFigures() {}

    static void write(Run run, LabelledImages images, PixelBits bits, float[][] samples) {
        sorted(run, images, bits);
        run.image(
                "samples",
                ImageGrid.tiles(samples, images.height(), images.width(), COLUMNS)
                        .title("Samples of the flow")
                        .scale(2)
                        .padding(2)
                        .render());
        histogram(run, images, bits);
    }

    /** Images from the likeliest to the least likely, a row of neighbours at every quarter of the order. */
    private static void sorted(Run run, LabelledImages images, PixelBits bits) {
        List<Integer> order = IntStream.range(0, images.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> bits.of(i)))
                .toList();
        int columns = Math.min(COLUMNS, order.size());
        int[] shown = IntStream.range(0, ROWS * columns)
                .map(i -> order.get(i / columns * (order.size() - columns) / (ROWS - 1) + i % columns))
                .toArray();
        run.image(
                "sorted",
                ImageGrid.tiles(
                                Arrays.stream(shown).mapToObj(images::tile).toArray(float[][]::new),
                                images.height(),
                                images.width(),
                                columns)
                        .title("Test digits by log-probability, bits per pixel below each")
                        .rowCaptions(List.of("likeliest", "25 %", "median", "75 %", "least likely"))
                        .captions(Arrays.stream(shown)
                                .mapToObj(i -> String.format(Locale.ROOT, "%.2f", bits.of(i)))
                                .toList())
                        .scale(2)
                        .render());
    }

    /** How many bits the digits of each class need. */
    private static void histogram(Run run, LabelledImages images, PixelBits bits) {
        List<String> classes =
                IntStream.range(0, images.classes()).mapToObj(Integer::toString).toList();
        double[] means = IntStream.range(0, images.classes())
                .mapToDouble(digit -> IntStream.range(0, images.size())
                        .filter(i -> images.label(i) == digit)
                        .mapToDouble(i -> bits.of(i))
                        .average()
                        .orElse(Double.NaN))
                .toArray();
        run.chart(
                "classes",
                Chart.bars("What the digits of each class cost", "digit", "bits per pixel", classes)
                        .bars("test images", means));
    }
}
