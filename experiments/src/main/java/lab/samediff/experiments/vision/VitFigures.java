package lab.samediff.experiments.vision;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.HeatMap;
import lab.samediff.experiments.report.ImageGrid;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Call;
import lab.samediff.models.vision.AttentionRollout;
import lab.samediff.models.vision.Vit;
import lab.samediff.pipelines.images.LabelledImages;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pictures of what a vision transformer learned. */
final class VitFigures {
    private static final int ERRORS = 40;
    private static final int ROLLOUTS = 10;

    private VitFigures() {}

    static void write(Run run, Vit model, Params params, LabelledImages test, Classifier.Predictions predictions) {
        List<String> digits =
                IntStream.range(0, test.classes()).mapToObj(Integer::toString).toList();
        run.image(
                "confusion",
                HeatMap.matrix("Confusion on the test set", "true digit", "predicted digit", predictions.confusion())
                        .labels(digits, digits)
                        .unit("images")
                        .numbers()
                        .render(820, 760));
        worstErrors(run, test, predictions);
        run.image("attention-rollout", rollouts(model, params, test));
        positions(run, model, params);
    }

    private static void worstErrors(Run run, LabelledImages test, Classifier.Predictions predictions) {
        List<Integer> wrong = IntStream.range(0, test.size())
                .filter(row -> predictions.predicted(row) != test.label(row))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -predictions.loss(row)))
                .limit(ERRORS)
                .toList();
        if (wrong.isEmpty()) {
            run.text("errors", "No test image was misread.");
            return;
        }
        float[][] tiles = wrong.stream().map(test::tile).toArray(float[][]::new);
        List<String> captions = wrong.stream()
                .map(row -> test.label(row) + "→" + predictions.predicted(row))
                .toList();
        run.image(
                "errors",
                ImageGrid.tiles(tiles, test.height(), test.width(), Math.min(8, tiles.length))
                        .title("Worst errors on the test set, true → predicted")
                        .captions(captions)
                        .render());
    }

    /** The first image of each class, with how much the class token depends on each patch. */
    private static BufferedImage rollouts(Vit model, Params params, LabelledImages test) {
        int[] rows = IntStream.range(0, test.classes())
                .map(digit -> IntStream.range(0, test.size())
                        .filter(row -> test.label(row) == digit)
                        .findFirst()
                        .orElse(0))
                .limit(ROLLOUTS)
                .toArray();
        Call call = Call.of(
                params,
                s -> model.logitsReportingAttention(s.in("vit"), s.input("image", -1, 1, test.height(), test.width())));
        Map<String, INDArray> attention = call.reported(Map.of("image", test.images(rows)));
        float[][] tiles = new float[rows.length][];
        float[][] maps = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            int image = i;
            List<double[][][]> blocks = attention.values().stream()
                    .map(weights -> AttentionRollout.weights(weights, image))
                    .toList();
            tiles[i] = test.tile(rows[i]);
            maps[i] = scaled(AttentionRollout.of(blocks)[0]);
        }
        int side = (int) Math.sqrt(maps[0].length);
        return ImageGrid.tiles(tiles, test.height(), test.width(), 5)
                .title("Attention roll-out: where the class token looks")
                .overlay(maps, side, side, 0.55)
                .scale(5)
                .render();
    }

    /** The class token's row without itself, scaled to [0, 1]. */
    private static float[] scaled(double[] row) {
        float[] map = new float[row.length - 1];
        double most =
                IntStream.range(1, row.length).mapToDouble(i -> row[i]).max().orElseThrow();
        for (int i = 0; i < map.length; i++) map[i] = (float) (row[i + 1] / most);
        return map;
    }

    /** Cosine similarity of each pair of learned position embeddings. Dosovitskiy et al. 2021, figure 7 (centre). */
    private static void positions(Run run, Vit model, Params params) {
        for (Map.Entry<String, INDArray> entry :
                params.under("vit/positions").arrays().entrySet()) {
            double[][] table = entry.getValue()
                    .reshape(model.time(), model.block().width())
                    .toDoubleMatrix();
            run.image(
                    "positions",
                    HeatMap.matrix(
                                    "Similarity of position embeddings",
                                    "patch (0 is the class token)",
                                    "patch",
                                    cosines(table))
                            .unit("cosine")
                            .range(-1, 1)
                            .render(820, 760));
        }
    }

    private static double[][] cosines(double[][] table) {
        double[][] cosines = new double[table.length][table.length];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                cosines[i][j] = dot(table[i], table[j]) / Math.sqrt(dot(table[i], table[i]) * dot(table[j], table[j]));
            }
        }
        return cosines;
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
