package lab.samediff.experiments.report;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Horizontal reference lines, drawn over a chart that XChart has painted. */
final class Levels {
    private Levels() {}

    static List<Layer.Level> of(List<Layer> layers) {
        return layers.stream()
                .filter(Layer.Level.class::isInstance)
                .map(Layer.Level.class::cast)
                .toList();
    }

    static List<Key> keys(List<Layer.Level> levels, boolean log) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Layer.Level level = levels.get(i);
            boolean drawable = !log || level.y() > 0;
            String label = drawable ? level.name() : level.name() + " (not drawable on a logarithmic axis)";
            keys.add(Key.line(label, Style.INK, Style.level(i)));
        }
        return keys;
    }

    /** Draws the lines that lie within the axis, from one abscissa in pixels to another. */
    static void paint(
            Graphics2D pen, List<Layer.Level> levels, Range y, DoubleUnaryOperator pixel, double left, double right) {
        pen.setColor(Style.INK);
        for (int i = 0; i < levels.size(); i++) {
            if (!y.contains(levels.get(i).y())) continue;
            double at = pixel.applyAsDouble(levels.get(i).y());
            pen.setStroke(Style.level(i));
            pen.draw(new Line2D.Double(left, at, right, at));
        }
    }
}
