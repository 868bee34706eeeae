package lab.samediff.experiments.diffusion;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Panels;
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
        run.image(
                "score",
                Panels.of(
                        2,
                        List.of(
                                quiver(truth, schedule.sigma(0.75), 0.75, model),
                                quiver(truth, schedule.sigma(1), 1, model))));
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
        String title = String.format(Locale.ROOT, "Score at noise %.2f", sigma);
        return Quiver.at(title, "x (1)", "y (1)", points)
                .arrows("true", exact)
                .arrows("learnt", learnt)
                .reach(1)
                .render(560, 610);
    }

    static BufferedImage samples(INDArray found, INDArray real) {
        return Panels.of(2, List.of(cloud("Data", real), cloud("Samples by annealed Langevin dynamics", found)));
    }

    private static BufferedImage cloud(String title, INDArray points) {
        double[][][] still = {points.toDoubleMatrix()};
        return Trajectories.of(title, "x (1)", "y (1)", still)
                .ends("", "points")
                .lines(0)
                .range(-EDGE, EDGE, -EDGE, EDGE)
                .render(480, 530);
    }
}
