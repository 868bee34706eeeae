package lab.samediff.experiments.diffusion;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.PictureGrid;
import lab.samediff.experiments.report.Quiver;
import lab.samediff.experiments.report.Trajectories;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.probability.Mixture;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pictures of scores and of samples drawn with them. */
final class ScoreFigures {
    private static final double EDGE = 7;
    private static final double STEP = 0.5;

    /** Arrows stand where the density is at least e^-6 of the highest, for elsewhere nothing was learnt. */
    private static final double FAINTEST = 6;

    private ScoreFigures() {}

    /** True and learnt score at little and at much noise. */
    static void arrows(Run run, Mixture truth, NoiseSchedule schedule, Learnt model) {
        double[] times = {0.75, 1};
        List<BufferedImage> pictures = Arrays.stream(times)
                .mapToObj(t -> quiver(truth, schedule.sigma(t), t, model))
                .toList();
        List<String> captions = Arrays.stream(times)
                .mapToObj(t -> String.format(Locale.ROOT, "with noise %.2f", schedule.sigma(t)))
                .toList();
        run.image(
                "score",
                PictureGrid.of("Score of eight Gaussians", pictures, captions, 2)
                        .render());
    }

    private static BufferedImage quiver(Mixture truth, double sigma, double t, Learnt model) {
        Mixture noised = truth.noised(sigma);
        List<double[]> grid = new ArrayList<>();
        double highest = Double.NEGATIVE_INFINITY;
        for (double x = -EDGE; x <= EDGE; x += STEP) {
            for (double y = -EDGE; y <= EDGE; y += STEP) {
                grid.add(new double[] {x, y});
                highest = Math.max(highest, noised.logDensity(x, y));
            }
        }
        double faintest = highest - FAINTEST;
        double[][] points =
                grid.stream().filter(p -> noised.logDensity(p) > faintest).toArray(double[][]::new);
        double[][] exact = new double[points.length][];
        for (int i = 0; i < points.length; i++) exact[i] = noised.score(points[i]);
        double[][] learnt = model.score(t, Nd4j.createFromArray(points)).toDoubleMatrix();
        return Quiver.at("", "x (1)", "y (1)", points)
                .arrows("true", exact)
                .arrows("learnt", learnt)
                .reach(1)
                .render(560, 580);
    }

    static BufferedImage samples(INDArray found, INDArray real) {
        return PictureGrid.of(
                        "Eight Gaussians",
                        List.of(cloud(real), cloud(found)),
                        List.of("data", "samples by annealed Langevin dynamics with the learnt score"),
                        2)
                .render();
    }

    private static BufferedImage cloud(INDArray points) {
        return Trajectories.cloud("x (1)", "y (1)", points.toDoubleMatrix(), EDGE)
                .render(460, 460);
    }
}
