package lab.samediff.pipelines.images;

import java.util.random.RandomGenerator;

/**
 * Silhouettes of ten kinds of clothes, in the order of Fashion-MNIST's classes: T-shirt, trousers, pullover, dress,
 * coat, sandal, shirt, sneaker, bag, ankle boot. Brightness, sleeves, length and details change from one example to the
 * next. The box is [-1, 1]², y downwards.
 */
final class Clothes {
    private static final double JITTER = 0.05;

    private final Canvas canvas;
    private final RandomGenerator random;
    private final Pose pose;
    private final double cloth;

    private Clothes(Canvas canvas, RandomGenerator random) {
        this.canvas = canvas;
        this.random = random;
        this.pose = Pose.random(StandIns.SIZE / 2.0, 11.5, 4, 0.06, 0.12, 1, random);
        this.cloth = Pose.between(0.35, 0.95, random);
    }

    /** A {@link Sketch}. */
    static void draw(int label, Canvas canvas, RandomGenerator random) {
        Clothes clothes = new Clothes(canvas, random);
        switch (label) {
            case 0 -> clothes.top(Pose.between(0.1, 0.45, random), 0.5, 0.85);
            case 1 -> clothes.trousers();
            case 2 -> clothes.pullover();
            case 3 -> clothes.dress();
            case 4 -> clothes.coat();
            case 5 -> clothes.sandal();
            case 6 -> clothes.shirt();
            case 7 -> clothes.sneaker();
            case 8 -> clothes.bag();
            case 9 -> clothes.boot();
            default -> throw new IllegalArgumentException("label " + label + " is not in 0..9");
        }
    }

    /**
     * Body and two sleeves.
     *
     * @param sleeve length of the sleeves, 0 none to 1 down to the hip
     * @param body half the width of the body
     * @param hem where the body ends
     */
    private void top(double sleeve, double body, double hem) {
        double x = body + 0.1 + 0.35 * Math.min(1, sleeve + 0.25);
        double y = -0.55 + 1.3 * sleeve;
        fillBothSides(
                0,
                -0.72,
                0.24,
                -0.9,
                body + 0.05,
                -0.78,
                x,
                y,
                x - 0.26,
                y + 0.08,
                body,
                -0.3,
                body,
                hem,
                0,
                hem + 0.03);
    }

    private void trousers() {
        double leg = Pose.between(0.3, 0.55, random);
        fillBothSides(0, -0.95, 0.36, -0.95, leg, 0.95, leg - 0.26, 0.95, 0.03, -0.25, 0, -0.25);
    }

    private void pullover() {
        top(Pose.between(0.8, 1, random), 0.5, 0.8);
        line(0.6, 1, -0.5, 0.72, 0.5, 0.72);
        line(0.7, 0.8, -0.24, -0.84, 0, -0.68, 0.24, -0.84);
    }

    private void dress() {
        double waist = Pose.between(0.2, 0.32, random);
        double flare = Pose.between(0.4, 0.8, random);
        double strap = Pose.between(0.2, 0.42, random);
        fillBothSides(0, -0.6, 0.18, -0.95, strap, -0.9, waist + 0.05, -0.5, waist, -0.2, flare, 0.95, 0, 0.98);
        line(0.6, 0.7, -waist, -0.2, waist, -0.2);
    }

    private void coat() {
        top(Pose.between(0.85, 1, random), 0.55, 0.97);
        line(0.3, 0.8, 0, -0.7, 0.02, 0.97);
        line(0.5, 0.8, -0.26, -0.86, -0.02, -0.25);
        line(0.5, 0.8, 0.26, -0.86, 0.02, -0.25);
    }

    private void shirt() {
        top(random.nextInt(3) == 0 ? Pose.between(0.3, 0.45, random) : Pose.between(0.75, 0.95, random), 0.48, 0.88);
        line(0.5, 0.6, 0, -0.7, 0, 0.88);
        line(1.25, 0.9, -0.22, -0.88, 0, -0.62, 0.22, -0.88);
    }

    private void sandal() {
        double heel = Pose.between(0, 0.3, random);
        fill(cloth, -0.95, 0.5 - heel, -0.3, 0.5, 0.9, 0.6, 0.95, 0.72, -0.3, 0.7, -0.65, 0.72, -0.9, 0.72);
        strap(0.1, 0.5, 0.25, 0.12, 0.6, 0.2, 0.7, 0.55);
        strap(-0.85, 0.4 - heel, -0.75, -0.1 - heel, -0.4, -0.1 - heel, -0.25, 0.45);
        if (random.nextBoolean()) {
            strap(-0.45, -0.12 - heel, -0.1, 0.12, 0.3, 0.15);
        }
    }

    private void sneaker() {
        double collar = Pose.between(-0.25, -0.05, random);
        fill(cloth, -0.95, collar, -0.45, collar, -0.3, 0.05, 0.35, 0.2, 0.9, 0.4, 0.97, 0.65, -0.95, 0.65);
        line(1.5, 1.2, -0.95, 0.66, 0.97, 0.66);
        line(0.6, 0.7, -0.25, 0.35, 0.1, 0.12);
        line(0.6, 0.7, -0.05, 0.4, 0.3, 0.18);
    }

    private void bag() {
        double top = Pose.between(-0.35, 0, random);
        double grip = Pose.between(0.35, 0.6, random);
        strap(-grip, top, -0.8 * grip, top - 0.5, 0, top - 0.62, 0.8 * grip, top - 0.5, grip, top);
        fill(cloth, -0.85, top, 0.85, top, 0.95, 0.8, -0.95, 0.8);
        line(0.6, 0.8, -0.86, top + 0.3, 0.86, top + 0.3);
    }

    private void boot() {
        double shaft = Pose.between(-0.95, -0.6, random);
        fill(cloth, -0.75, shaft, 0.05, shaft, 0.1, -0.05, 0.75, 0.3, 0.92, 0.75, -0.8, 0.75, -0.8, 0.2);
        line(0.5, 1, -0.8, 0.76, 0.92, 0.76);
        if (random.nextBoolean()) {
            line(0.5, 1.2, -0.68, 0.72, -0.68, 0.92);
        }
    }

    /** Fills a shape that is given by its right half, from the middle of the top to the middle of the bottom. */
    private void fillBothSides(double... rightHalf) {
        int n = rightHalf.length;
        double[] both = new double[2 * n];
        for (int i = 0; i < n; i += 2) {
            both[i] = rightHalf[i];
            both[i + 1] = rightHalf[i + 1];
            both[2 * n - 2 - i] = -rightHalf[i];
            both[2 * n - 1 - i] = rightHalf[i + 1];
        }
        fill(cloth, both);
    }

    private void fill(double brightness, double... flat) {
        canvas.fill(pose.place(Curve.points(flat), JITTER, random), brightness);
    }

    /** A smooth band of the cloth. */
    private void strap(double... flat) {
        canvas.stroke(Curve.smooth(pose.place(Curve.points(flat), JITTER, random)), 0.9, cloth);
    }

    /** A line on or beside the cloth, in the cloth's brightness times {@code contrast}, at most white. */
    private void line(double contrast, double radius, double... flat) {
        double[][] points = pose.place(Curve.points(flat), JITTER / 2, random);
        canvas.stroke(points, 0.7 * radius, Math.min(1, cloth * contrast));
    }
}
