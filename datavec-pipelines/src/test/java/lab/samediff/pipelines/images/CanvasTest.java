package lab.samediff.pipelines.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CanvasTest {
    @Test
    void theInkOfAStrokeIsItsArea() {
        Canvas canvas = new Canvas(28);
        canvas.stroke(Curve.points(8, 9, 20, 17), 2, 1);
        double length = Math.hypot(12, 8);
        assertThat(ink(canvas)).isCloseTo(length * 4 + Math.PI * 4, within(1.0));
    }

    @Test
    void theInkOfAPolygonIsItsAreaTimesItsBrightness() {
        Canvas canvas = new Canvas(28);
        canvas.fill(Curve.points(4, 5, 22, 8, 13, 25), 0.5);
        double area = 0.5 * Math.abs((22 - 4) * (25 - 5) - (13 - 4) * (8 - 5));
        assertThat(ink(canvas)).isCloseTo(0.5 * area, within(1.0));
    }

    @Test
    void aHorizontalEdgeBetweenPixelsIsSharp() {
        Canvas canvas = new Canvas(8);
        canvas.fill(Curve.points(-9, 3, 20, 3, 20, 5, -9, 5), 1);
        for (int y = 0; y < 8; y++) {
            assertThat(canvas.at(4, y)).isEqualTo(y == 3 || y == 4 ? 1f : 0f);
        }
    }

    @Test
    void laterPaintCoversEarlier() {
        Canvas canvas = new Canvas(8);
        double[][] all = Curve.points(-9, -9, 20, -9, 20, 20, -9, 20);
        canvas.fill(all, 1);
        canvas.fill(all, 0.25);
        assertThat(canvas.at(3, 3)).isEqualTo(0.25f);
    }

    @Test
    void aSmoothCurvePassesThroughItsPointsAndAClosedOneHasNoCorner() {
        double[][] corners = Curve.points(0, -1, 1, 0, 0, 1, -1, 0, 0, -1);
        double[][] curve = Curve.smooth(corners);
        for (double[] corner : corners) {
            assertThat(Arrays.stream(curve))
                    .anyMatch(point -> Math.hypot(point[0] - corner[0], point[1] - corner[1]) < 1e-12);
        }
        // By symmetry the slope at (0, -1), where the curve is joined, is horizontal.
        double[] after = curve[1];
        double[] before = curve[curve.length - 2];
        assertThat(after[1]).isCloseTo(before[1], within(1e-12));
        assertThat(after[0]).isCloseTo(-before[0], within(1e-12));
    }

    @Test
    void aPoseKeepsClosedLinesClosedAndAreasNearTheirSize() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            Pose pose = Pose.random(14, 9, 15, 0.25, 0.15, 1.5, random);
            double[][] placed = pose.place(Curve.points(0, 0, 1, 0, 0, 1, 0, 0), 0.1, random);
            assertThat(placed[3]).containsExactly(placed[0]);
            double[] extent = {0.85 * 0.85 * 81, 1.15 * 1.15 * 81};
            assertThat(pose.a() * pose.d() - pose.b() * pose.c()).isBetween(extent[0], extent[1]);
        }
    }

    private static double ink(Canvas canvas) {
        double sum = 0;
        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                sum += canvas.at(x, y);
            }
        }
        return sum;
    }
}
