package lab.samediff.experiments.chemistry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic of scores: the share of positives at or above a threshold against that of
 * negatives, from (0, 0) to (1, 1). Equal scores are one step. Fawcett 2006, An introduction to ROC analysis, Pattern
 * Recognition Letters 27, 861.
 *
 * @param falsePositives rising, with the threshold falling
 * @param truePositives rising
 */
record Roc(List<Double> falsePositives, List<Double> truePositives) {
    Roc {
        falsePositives = List.copyOf(falsePositives);
        truePositives = List.copyOf(truePositives);
    }

    /**
     * The curve of these scores.
     *
     * @param scores higher for positives
     * @param labels 1 for a positive, 0 for a negative
     * @throws IllegalArgumentException if the lengths differ, a label is neither, a score is NaN or a class is missing
     */
    static Roc of(double[] scores, double[] labels) {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + labels.length + " labels");
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i]) || (labels[i] != 0 && labels[i] != 1)) {
                throw new IllegalArgumentException("score " + scores[i] + " with label " + labels[i] + " at " + i);
            }
        }
        double positives =
                IntStream.range(0, labels.length).filter(i -> labels[i] == 1).count();
        double negatives = labels.length - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("a ROC curve needs both classes, got " + (int) positives
                    + " positives and " + (int) negatives + " negatives; use more molecules");
        }
        return traced(scores, labels, positives, negatives);
    }

    private static Roc traced(double[] scores, double[] labels, double positives, double negatives) {
        int[] falling = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(i -> i)
                .toArray();
        List<Double> x = new ArrayList<>(List.of(0.0));
        List<Double> y = new ArrayList<>(List.of(0.0));
        double found = 0;
        for (int i = 0; i < falling.length; i++) {
            found += labels[falling[i]];
            boolean tied = i + 1 < falling.length && scores[falling[i + 1]] == scores[falling[i]];
            if (tied) continue;
            x.add((i + 1 - found) / negatives);
            y.add(found / positives);
        }
        return new Roc(x, y);
    }

    /** The area under the curve: the chance that a positive has the higher score than a negative, ties counting half. */
    double area() {
        double area = 0;
        for (int i = 1; i < falsePositives.size(); i++) {
            double step = falsePositives.get(i) - falsePositives.get(i - 1);
            area += step * (truePositives.get(i) + truePositives.get(i - 1)) / 2;
        }
        return area;
    }
}
