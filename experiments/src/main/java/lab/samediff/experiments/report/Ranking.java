package lab.samediff.experiments.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well scores put positives above negatives. Scores are compared only with each other; equal scores count as half
 * right, whatever their order.
 */
public final class Ranking {
    /** Thresholds from the highest score down: how many positives and negatives are at or above each. */
    private final int[] positives;

    private final int[] negatives;

    private Ranking(int[] positives, int[] negatives) {
        this.positives = positives;
        this.negatives = negatives;
    }

    /**
     * The ranking of some scores.
     *
     * @throws IllegalArgumentException if there is no positive or no negative, or a score is NaN
     */
    public static Ranking of(double[] positives, double[] negatives) {
        if (positives.length == 0 || negatives.length == 0) {
            throw new IllegalArgumentException("a ranking needs both classes, got " + positives.length
                    + " positives and " + negatives.length + " negatives");
        }
        double[] p = descending(positives);
        double[] n = descending(negatives);
        int[] positivesAbove = new int[p.length + n.length];
        int[] negativesAbove = new int[p.length + n.length];
        int count = 0;
        for (int i = 0, j = 0; i < p.length || j < n.length; count++) {
            double next = Math.max(
                    i < p.length ? p[i] : Double.NEGATIVE_INFINITY, j < n.length ? n[j] : Double.NEGATIVE_INFINITY);
            while (i < p.length && p[i] >= next) i++;
            while (j < n.length && n[j] >= next) j++;
            positivesAbove[count] = i;
            negativesAbove[count] = j;
        }
        return new Ranking(Arrays.copyOf(positivesAbove, count), Arrays.copyOf(negativesAbove, count));
    }

    /**
     * The ranking of scores whose labels say what they are of.
     *
     * @param labels 1 for a positive, 0 for a negative
     * @throws IllegalArgumentException if the lengths differ, a label is neither, a score is NaN or a class is missing
     */
    public static Ranking ofLabels(double[] scores, double[] labels) {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + labels.length + " labels");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0 && labels[i] != 1) {
                throw new IllegalArgumentException("label " + i + " must be 0 or 1, got " + labels[i]);
            }
        }
        return of(labelled(scores, labels, 1), labelled(scores, labels, 0));
    }

    private static double[] labelled(double[] scores, double[] labels, double label) {
        return IntStream.range(0, scores.length)
                .filter(i -> labels[i] == label)
                .mapToDouble(i -> scores[i])
                .toArray();
    }

    private static double[] descending(double... scores) {
        double[] sorted = scores.clone();
        for (int i = 0; i < sorted.length; i++) {
            if (Double.isNaN(sorted[i])) throw new IllegalArgumentException("score " + i + " is not a number");
            sorted[i] = -sorted[i];
        }
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) sorted[i] = -sorted[i];
        return sorted;
    }

    /**
     * The area under the curve of the true positive rate over the false positive rate: the share of all pairs of a
     * positive and a negative whose positive has the higher score. Hanley and McNeil 1982, Radiology 143(1).
     */
    public double rocAuc() {
        double area = 0;
        for (int i = 0; i < positives.length; i++) {
            double sides = positives[i] + (i == 0 ? 0 : positives[i - 1]);
            area += sides / 2 * (negatives[i] - (i == 0 ? 0 : negatives[i - 1]));
        }
        return area / ((double) positives() * negatives());
    }

    /** Σ (recall_i - recall_i-1) · precision_i over the thresholds from the highest down, without interpolation. */
    public double averagePrecision() {
        double sum = 0;
        for (int i = 0; i < positives.length; i++) {
            int gained = positives[i] - (i == 0 ? 0 : positives[i - 1]);
            sum += (double) gained / positives() * precision(i);
        }
        return sum;
    }

    /** The curve of the true positive rate over the false positive rate, beside that of chance. */
    public Chart rocChart(String title, String name) {
        double[] diagonal = {0, 1};
        return Chart.lines(title, "false positive rate (1)", "true positive rate (1)")
                .series(name, falsePositiveRate(), truePositiveRate())
                .series("chance", diagonal, diagonal)
                .yRange(0, 1);
    }

    /** Number of positives. */
    public int positives() {
        return positives[positives.length - 1];
    }

    /** Number of negatives. */
    public int negatives() {
        return negatives[negatives.length - 1];
    }

    /** The true positive rate at each threshold, from 0 on. */
    public double[] truePositiveRate() {
        return rates(positives, positives());
    }

    /** The false positive rate at each threshold, from 0 on. */
    public double[] falsePositiveRate() {
        return rates(negatives, negatives());
    }

    /** The precision at each threshold; the first is that of the highest. */
    public double[] precision() {
        double[] precision = new double[positives.length + 1];
        for (int i = 0; i < positives.length; i++) precision[i + 1] = precision(i);
        precision[0] = precision[1];
        return precision;
    }

    private double precision(int threshold) {
        return (double) positives[threshold] / (positives[threshold] + negatives[threshold]);
    }

    private static double[] rates(int[] counts, int all) {
        double[] rates = new double[counts.length + 1];
        for (int i = 0; i < counts.length; i++) rates[i + 1] = (double) counts[i] / all;
        return rates;
    }
}
