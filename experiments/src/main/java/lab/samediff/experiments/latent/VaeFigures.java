package lab.samediff.experiments.latent;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.ImageGrid;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.latent.Vae;
import lab.samediff.models.train.Call;
import lab.samediff.pipelines.images.LabelledImages;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pictures of what a variational auto-encoder learned. */
final class VaeFigures {
    private static final int SAMPLES = 100;
    private static final int PAIRS = 20;
    private static final int TRAVERSED = 10;
    private static final int STEPS = 11;
    private static final double FARTHEST = 3;

    private final Run run;
    private final Call decoder;
    private final LabelledImages test;
    private final Measures measures;

    private VaeFigures(Run run, Call decoder, LabelledImages test, Measures measures) {
        this.run = run;
        this.decoder = decoder;
        this.test = test;
        this.measures = measures;
    }

    static void write(Run run, Vae model, Params params, LabelledImages test, Measures measures) {
        Call decoder = Call.of(params, s -> Ops.sigmoid(model.decode(s.in("vae"), s.input("z", -1, model.latent()))));
        VaeFigures figures = new VaeFigures(run, decoder, test, measures);
        figures.grid("samples", "Means of digits drawn from the prior", run.normal(SAMPLES, model.latent()), 10);
        figures.reconstructions();
        double[] divergences = measures.divergences();
        List<Integer> order = IntStream.range(0, divergences.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -divergences[k]))
                .toList();
        figures.latents(order, divergences);
        figures.traversal(order.subList(0, Math.min(TRAVERSED, order.size())));
    }

    private float[][] decoded(INDArray z) {
        return decoder.run(Map.of("z", z)).toFloatMatrix();
    }

    private void grid(String name, String title, INDArray z, int columns) {
        run.image(
                name,
                ImageGrid.tiles(decoded(z), test.height(), test.width(), columns)
                        .title(title)
                        .scale(2)
                        .padding(2)
                        .render());
    }

    /** Each odd row are test images; below each what the decoder makes of its posterior mean. */
    private void reconstructions() {
        int columns = PAIRS / 2;
        int[] rows = IntStream.range(0, PAIRS).toArray();
        float[][] again = decoded(measures.means(rows));
        float[][] tiles = new float[2 * PAIRS][];
        for (int i = 0; i < PAIRS; i++) {
            int at = i / columns * 2 * columns + i % columns;
            tiles[at] = test.tile(rows[i]);
            tiles[at + columns] = again[i];
        }
        run.image(
                "reconstructions",
                ImageGrid.tiles(tiles, test.height(), test.width(), columns)
                        .title("Test digits and what the code keeps of them")
                        .rowCaptions(List.of("test", "decoded", "test", "decoded"))
                        .render());
    }

    private void latents(List<Integer> order, double[] divergences) {
        List<String> names = order.stream().map(k -> "z" + k).toList();
        double[] heights = order.stream().mapToDouble(k -> divergences[k]).toArray();
        run.chart(
                "latents",
                Chart.bars("What each latent variable tells", "latent variable", "mean divergence (nats)", names)
                        .bars("test images", heights));
    }

    /** From the first test digit's code, one latent variable at a time goes through the prior's range. */
    private void traversal(List<Integer> latents) {
        float[] code = measures.means(0).toFloatVector();
        float[][] z = new float[latents.size() * STEPS][];
        for (int i = 0; i < z.length; i++) {
            z[i] = code.clone();
            z[i][latents.get(i / STEPS)] = (float) (FARTHEST * (2.0 * (i % STEPS) / (STEPS - 1) - 1));
        }
        run.image(
                "traversal",
                ImageGrid.tiles(decoded(Nd4j.createFromArray(z)), test.height(), test.width(), STEPS)
                        .title("One latent variable from −3 to 3, the others as in the first test digit")
                        .rowCaptions(latents.stream().map(k -> "z" + k).toList())
                        .scale(2)
                        .padding(2)
                        .render());
    }
}
