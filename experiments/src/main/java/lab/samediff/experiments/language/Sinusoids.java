package lab.samediff.experiments.language;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.samediff.models.layers.Positions;

/** The sinusoidal positions of Vaswani et al. 2017, section 3.5, and their laws in float64. */
final class Sinusoids {
    private static final double LONGEST = 10_000;

    private final double[][] table;
    private final int width;

    /** Rows for {@code time} positions; squared as a known slip makes them. */
    Sinusoids(int time, int width, boolean squared) {
        this.width = width;
        this.table = squared ? squared(time, width) : Positions.table(time, width);
    }

    /** The first rows. */
    double[][] table(int time) {
        return Arrays.copyOf(table, time);
    }

    /** All rows. */
    double[][] table() {
        return table(table.length);
    }

    /** The largest difference between PE(p + k) and PE(p) with each pair turned by k times its frequency. */
    double shiftResidual() {
        double largest = 0;
        for (int p = 0; p < table.length; p++) {
            for (int k = 0; p + k < table.length; k++) {
                for (int c = 0; c < width; c += 2) {
                    double turn = k * frequency(c);
                    double sine = table[p][c] * Math.cos(turn) + table[p][c + 1] * Math.sin(turn);
                    double cosine = table[p][c + 1] * Math.cos(turn) - table[p][c] * Math.sin(turn);
                    largest = Math.max(largest, Math.abs(sine - table[p + k][c]));
                    largest = Math.max(largest, Math.abs(cosine - table[p + k][c + 1]));
                }
            }
        }
        return largest;
    }

    /** How much |PE(p + k) - PE(p)| differs from place to place, at most over all k. */
    double distanceSpread() {
        return IntStream.range(1, table.length)
                .mapToDouble(k -> {
                    double[] distances = IntStream.range(0, table.length - k)
                            .mapToDouble(p -> distance(p, p + k))
                            .toArray();
                    return Arrays.stream(distances).max().orElseThrow()
                            - Arrays.stream(distances).min().orElseThrow();
                })
                .max()
                .orElseThrow();
    }

    /** The largest difference between |PE(p)| and √(width / 2). */
    double normError() {
        return Arrays.stream(table)
                .mapToDouble(row ->
                        Math.abs(Math.sqrt(Arrays.stream(row).map(x -> x * x).sum()) - Math.sqrt(width / 2.0)))
                .max()
                .orElseThrow();
    }

    /** The relative difference between the longest wave and 2π 10000^((width - 2) / width). */
    double waveError() {
        double wanted = 2 * Math.PI * Math.pow(LONGEST, (width - 2.0) / width);
        return Math.abs(2 * Math.PI / frequency(width - 2) / wanted - 1);
    }

    /** |PE(k) - PE(0)|. */
    double distanceTo(int k) {
        return distance(0, k);
    }

    /** The angle from place 0 to place 1, read off the table. */
    private double frequency(int column) {
        return Math.atan2(table[1][column], table[1][column + 1]);
    }

    private double distance(int p, int q) {
        return Math.sqrt(IntStream.range(0, width)
                .mapToDouble(c -> (table[p][c] - table[q][c]) * (table[p][c] - table[q][c]))
                .sum());
    }

    private static double[][] squared(int time, int width) {
        double[][] table = new double[time][width];
        for (int p = 0; p < time; p++) {
            for (int c = 0; c < width; c += 2) {
                double angle = p * Math.pow(LONGEST, -2.0 * c / width);
                table[p][c] = Math.sin(angle);
                table[p][c + 1] = Math.cos(angle);
            }
        }
        return table;
    }
}
