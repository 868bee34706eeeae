package lab.samediff.experiments.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Small graphs side by side: nodes as discs, whose number and colour say their class, and edges as lines. Immutable. */
public final class NodeLink {
    private static final double RADIUS = 13;
    private static final double GAP = 30;

    private final String title;
    private final List<Drawn> graphs;

    private record Drawn(List<double[]> at, List<int[]> edges, List<Integer> classes) {}

    private NodeLink(String title, List<Drawn> graphs) {
        this.title = title;
        this.graphs = List.copyOf(graphs);
    }

    /** A picture without graphs. */
    public static NodeLink titled(String title) {
        return new NodeLink(title, List.of());
    }

    /**
     * Adds a graph to the right.
     *
     * @param at where the nodes are, [nodes][2] within the unit square
     * @param from one end of each edge
     * @param to the other end
     * @param classes of the nodes, from 0 on
     * @throws IllegalArgumentException if a length differs from its partner's or a node lies outside
     */
    public NodeLink graph(double[][] at, int[] from, int[] to, int... classes) {
        if (from.length != to.length || at.length != classes.length) {
            throw new IllegalArgumentException("a graph of " + at.length + " positions and " + classes.length
                    + " classes, with " + from.length + " and " + to.length + " ends of edges");
        }
        List<double[]> places = new ArrayList<>();
        for (double[] place : at) {
            if (place.length != 2 || !(Math.min(place[0], place[1]) >= 0 && Math.max(place[0], place[1]) <= 1)) {
                throw new IllegalArgumentException("node " + places.size() + " does not lie in the unit square");
            }
            places.add(place.clone());
        }
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < from.length; i++) edges.add(new int[] {from[i], to[i]});
        List<Drawn> more = new ArrayList<>(graphs);
        more.add(new Drawn(
                places, edges, java.util.Arrays.stream(classes).boxed().toList()));
        return new NodeLink(title, more);
    }

    /** The picture. */
    public BufferedImage render(int width, int height) {
        try (Canvas canvas = new Canvas(width, height)) {
            int head = canvas.heading(title, List.of());
            double column = (double) width / Math.max(1, graphs.size());
            double side = Math.min(column, height - head) - 2 * GAP;
            for (int g = 0; g < graphs.size(); g++) {
                double left = g * column + (column - side) / 2;
                draw(canvas, graphs.get(g), left, head + (height - head - side) / 2, side);
            }
            return canvas.image;
        }
    }

    private static void draw(Canvas canvas, Drawn graph, double left, double top, double side) {
        Graphics2D pen = canvas.pen;
        double[][] pixels = graph.at().stream()
                .map(at -> new double[] {left + at[0] * side, top + (1 - at[1]) * side})
                .toArray(double[][]::new);
        pen.setColor(Style.AXIS);
        pen.setStroke(new BasicStroke(2f));
        for (int[] edge : graph.edges()) {
            pen.draw(new Line2D.Double(pixels[edge[0]][0], pixels[edge[0]][1], pixels[edge[1]][0], pixels[edge[1]][1]));
        }
        for (int i = 0; i < pixels.length; i++) {
            pen.setColor(Style.colour(graph.classes().get(i)));
            pen.fill(new Ellipse2D.Double(pixels[i][0] - RADIUS, pixels[i][1] - RADIUS, 2 * RADIUS, 2 * RADIUS));
            pen.setColor(java.awt.Color.WHITE);
            canvas.text(Style.TITLE, Integer.toString(graph.classes().get(i)), pixels[i][0], pixels[i][1], 0.5);
        }
    }
}
