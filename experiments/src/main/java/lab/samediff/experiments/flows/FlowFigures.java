package lab.samediff.experiments.flows;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.Density;
import lab.samediff.experiments.report.Trajectories;
import lab.samediff.models.dynamics.Euler;
import lab.samediff.models.dynamics.VelocityField;
import lab.samediff.models.dynamics.Wasserstein;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pictures of a flow between clouds of points in the plane. */
final class FlowFigures {
    private static final double[] STEPS = {1, 2, 4, 8, 16, 32, 64};
    private static final double EDGE = 8;
    private static final int FRAME_MILLIS = 60;

    private FlowFigures() {}

    /** The time as a column beside the points x [n, 2] → [n, 1]. */
    static INDArray times(double t, INDArray x) {
        return Nd4j.valueArrayOf(new long[] {x.size(0), 1}, t, x.dataType());
    }

    static void write(Run run, double[] times, List<INDArray> states) {
        run.image("trajectories", trajectories(states));
        run.animation("density", density(times, states), FRAME_MILLIS);
    }

    private static BufferedImage trajectories(List<INDArray> states) {
        return Trajectories.of("Paths of the learned flow", "x (1)", "y (1)", positions(states))
                .ends("eight Gaussians, t = 0", "samples, t = 1")
                .lines(400)
                .render(820, 860);
    }

    /** A frame for every fourth state, and the last one held. */
    private static List<BufferedImage> density(double[] times, List<INDArray> states) {
        Density density = Density.over("x (1)", "y (1)", -EDGE, EDGE, -EDGE, EDGE)
                .bins(64)
                .scaleTo(0.12);
        List<BufferedImage> frames = new ArrayList<>();
        for (int i = 0; i < times.length; i += 4) {
            String title = String.format(Locale.ROOT, "Density of the flow at t = %.2f", times[i]);
            frames.add(density.render(title, states.get(i).toDoubleMatrix(), 640, 600));
        }
        BufferedImage last = frames.get(frames.size() - 1);
        for (int i = 0; i < 12; i++) frames.add(last);
        return frames;
    }

    static Chart distanceAgainstSteps(VelocityField field, INDArray x0, INDArray real, double floor) {
        double[] distances = new double[STEPS.length];
        for (int i = 0; i < STEPS.length; i++) {
            INDArray end =
                    new Euler().integrate(field, 0, 1, (int) STEPS[i], x0).state();
            distances[i] = Wasserstein.squaredW2(end, real);
        }
        return Chart.lines("Distance to the data against the number of Euler steps", "Euler steps", "squared W2 (1)")
                .series("learned flow", STEPS, distances)
                .level("data against data", floor)
                .logX()
                .logY();
    }

    private static double[][][] positions(List<INDArray> states) {
        return states.stream().map(INDArray::toDoubleMatrix).toArray(double[][][]::new);
    }
}
