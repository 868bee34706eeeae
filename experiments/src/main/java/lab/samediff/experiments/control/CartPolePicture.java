package lab.samediff.experiments.control;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.samediff.pipelines.control.CartPole;

/** A cart and its pole, drawn to scale. */
final class CartPolePicture {
    /** How long a frame is shown: as long as its steps take. */
    static final int MILLIS = 100;

    private static final int STEPS = (int) Math.round(MILLIS / 1000.0 / CartPole.INTERVAL);
    private static final int WIDTH = 240;
    private static final int HEIGHT = 90;
    private static final double SCALE = WIDTH / (2.1 * CartPole.FARTHEST);
    private static final double GROUND = HEIGHT - 14;
    private static final Color INK = new Color(0x222222);
    private static final Color POLE = new Color(0xD55E00);
    private static final Color CART = new Color(0x0072B2);

    private CartPolePicture() {}

    /** An episode before and one after training, one above the other, to the end of the longer one. */
    static List<BufferedImage> frames(List<double[]> before, List<double[]> after) {
        List<BufferedImage> frames = new ArrayList<>();
        int longest = Math.max(before.size(), after.size());
        for (int step = 0; step < longest + STEPS - 1; step += STEPS) {
            BufferedImage frame = new BufferedImage(WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = frame.createGraphics();
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, WIDTH, 2 * HEIGHT);
            paint(g, "untrained", before, step);
            g.translate(0, HEIGHT);
            paint(g, "trained", after, step);
            g.dispose();
            frames.add(frame);
        }
        return frames;
    }

    private static void paint(Graphics2D g, String who, List<double[]> states, int step) {
        int shown = Math.min(step, states.size() - 1);
        double[] state = states.get(shown);
        double x = WIDTH / 2.0 + SCALE * state[0];
        g.setColor(INK);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        g.drawString(String.format(Locale.ROOT, "%s, step %d", who, shown), 6, 14);
        g.setStroke(new BasicStroke(1));
        g.draw(new Line2D.Double(0, GROUND, WIDTH, GROUND));
        for (int side = -1; side <= 1; side += 2) {
            double end = WIDTH / 2.0 + side * SCALE * CartPole.FARTHEST;
            g.draw(new Line2D.Double(end, GROUND - 5, end, GROUND + 5));
        }
        g.setColor(CART);
        g.fill(new Rectangle2D.Double(x - 11, GROUND - 9, 22, 9));
        g.setColor(POLE);
        g.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double length = SCALE * 2 * CartPole.HALF_LENGTH;
        double top = GROUND - 9;
        g.draw(new Line2D.Double(x, top, x + length * Math.sin(state[2]), top - length * Math.cos(state[2])));
        g.setColor(INK);
        g.fill(new Ellipse2D.Double(x - 2.5, top - 2.5, 5, 5));
    }
}
