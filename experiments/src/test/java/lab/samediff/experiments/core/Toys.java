package lab.samediff.experiments.core;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import lab.samediff.experiments.report.Chart;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.Located;
import lab.samediff.pipelines.catalog.Provenance;

/** Small experiments, one for each way in which a run can end. */
final class Toys {
    /** An environment variable: if it is there, a step of the walk takes a minute. */
    static final String STALLS = "TOY_STALLS";

    private static final int WALK = 2000;

    private Toys() {}

    static List<Experiment<?>> all() {
        return List.of(
                new Decay(),
                toy("misses", run -> run.result("end", 0.5)),
                toy("diverges", run -> run.log("loss", Double.NaN)),
                toy("fails", run -> {
                    throw new IllegalStateException("broken <script>alert(1)</script> | on purpose");
                }),
                toy("exhausts", run -> {
                    throw new OutOfMemoryError("on purpose");
                }),
                toy("spirals", Toys::spiral),
                toy("hoards", Toys::hoard),
                toy("grows", Toys::grow),
                toy("reads", Toys::read),
                toy("never-ends", Toys::forever),
                toy("walks", Toys::walk),
                toy("crashes", run -> crash()),
                toy("hangs", Toys::hang),
                toy("prints", run -> System.out.println("noise in the middle of an answer")));
    }

    /** Decay towards a target: x ← x + rate (target − x), in closed form target (1 − (1 − rate)^steps). */
    static final class Decay implements Experiment<Decay.Config> {
        record Config(int steps, double rate, double target) {
            Config {
                if (steps < 1) {
                    throw new IllegalArgumentException("steps " + steps + " is not at least 1");
                }
            }
        }

        @Override
        public Info info() {
            return Info.of("decay", "Decay towards a target", Family.DYNAMICS)
                    .paper("Nobody 1900, On decay")
                    .variant("decay-fast", "three quarters a step", "rate=0.75")
                    .expects(
                            Reference.exact("decay", "end", Preset.QUICK, 1 - Math.pow(0.5, 4), 1e-9, "1 − 2^−steps"),
                            Reference.exact(
                                    "decay-fast", "end", Preset.QUICK, 1 - Math.pow(0.25, 4), 1e-9, "closed form"),
                            Reference.paper("decay", "end", 0.9, "Nobody 1900", "ten steps")
                                    .at(Preset.QUICK))
                    .onTour();
        }

        @Override
        public Presets<Config> presets() {
            return Presets.of(new Config(20, 0.5, 1))
                    .smoke("steps=1")
                    .quick("steps=4")
                    .full("steps=40");
        }

        @Override
        public void run(Config config, Run run) {
            double x = 0;
            for (int i : run.steps(config.steps())) {
                System.out.println("noise at step " + i);
                x += config.rate() * (config.target() - x);
                run.log("distance", Math.abs(config.target() - x));
            }
            run.result("end", x);
            run.chart("path", Chart.lines("Path", "step", "x").series("x", new double[] {0, 1}, new double[] {0, x}));
            run.animation("dot", List.of(picture(), picture()), 100);
            run.text("notes", "<b>not bold</b>");
            run.used(Provenance.generated("decay"));
        }
    }

    static BufferedImage picture() {
        return new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    }

    /** What a toy does. */
    interface Body {
        void run(Run run) throws IOException;
    }

    /** Settings without meaning. */
    record Nothing(int size) {}

    static Experiment<Nothing> toy(String name, Body body) {
        return new Experiment<>() {
            @Override
            public Info info() {
                Info info = Info.of(name, "A toy that " + name, Family.CONTROL);
                return name.equals("misses")
                        ? info.expects(Reference.exact(name, "end", Preset.QUICK, 0.75, 0.01, "three quarters"))
                        : info;
            }

            @Override
            public Presets<Nothing> presets() {
                return Presets.of(new Nothing(1));
            }

            @Override
            public void run(Nothing config, Run run) throws IOException {
                body.run(run);
            }
        };
    }

    private static void read(Run run) throws IOException {
        Located mnist = run.data().locate(Catalog.MNIST);
        run.used(mnist.provenance());
        run.result("read", mnist.standIn() ? 0 : 1);
    }

    /** A random walk, slow enough to be stopped on the way. */
    private static void walk(Run run) {
        NumberSeries places = run.numbers("places");
        for (int i : run.steps(WALK)) {
            places.add((i == 0 ? 0 : places.get(i - 1)) + run.random().nextGaussian());
            run.log("place", places.get(i));
            if (i == 5) System.err.println("READY");
            try {
                Thread.sleep(i == 5 && System.getenv(STALLS) != null ? 60_000 : 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        run.result("end", places.get(WALK - 1));
    }

    /** As native code does that writes where it must not. */
    private static void crash() {
        try {
            Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            field.setAccessible(true);
            Object unsafe = field.get(null);
            unsafe.getClass().getMethod("putAddress", long.class, long.class).invoke(unsafe, 0L, 0L);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hang(Run run) {
        for (int i : run.steps(2)) {
            if (i == 0) continue;
            while (true) LockSupport.park();
        }
    }

    /** Two loops, numbers with fractions, and a picture. */
    private static void spiral(Run run) {
        NumberSeries radii = run.numbers("radii");
        for (int i : run.steps(6)) {
            radii.add(Math.pow(0.5, i));
            run.log("radius", radii.get(i));
        }
        for (int i : run.steps(6))
            run.log("angle", radii.get(i) + 1234.5 + run.random().nextDouble());
        run.result("end", radii.sum());
        run.chart("path", Chart.lines("Path", "step", "x").series("x", new double[] {0, 1}, new double[] {0, 1234.5}));
    }

    /** Keeps numbers until no memory is left. */
    private static void hoard(Run run) {
        NumberSeries numbers = run.numbers("numbers");
        for (int i : run.steps(Integer.MAX_VALUE)) numbers.add(new double[10_000]);
    }

    private static void grow(Run run) {
        List<double[]> arrays = new ArrayList<>();
        for (int i : run.steps(Integer.MAX_VALUE)) arrays.add(new double[10_000]);
        throw new AssertionError("there was room for " + arrays.size());
    }

    private static void forever(Run run) {
        for (int i : run.steps(Integer.MAX_VALUE)) {
            run.log("loss", 1.0 / (i + 1));
            if (i == 5) {
                System.err.println("READY");
            }
        }
    }
}
