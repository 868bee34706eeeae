package lab.samediff.experiments.vision;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Call;
import lab.samediff.models.vision.Vit;
import lab.samediff.pipelines.images.LabelledImages;

/** Predictions of a model for a set of images that it has not learned from. */
final class Classifier {
    private static final int BATCH = 500;

    private final Call logits;
    private final LabelledImages images;

    Classifier(Params params, Vit model, LabelledImages images) {
        long[] shape = {-1, 1, images.height(), images.width()};
        this.logits = Call.of(params, s -> model.logits(s.in("vit"), s.input("image", shape)));
        this.images = images;
    }

    /** The logits of every image, in order. */
    Predictions predict() {
        double[][] all = new double[images.size()][];
        for (int from = 0; from < images.size(); from += BATCH) {
            int[] rows =
                    IntStream.range(from, Math.min(from + BATCH, images.size())).toArray();
            double[][] part = logits.run(Map.of("image", images.images(rows))).toDoubleMatrix();
            System.arraycopy(part, 0, all, from, part.length);
        }
        return new Predictions(
                all, IntStream.range(0, images.size()).map(images::label).toArray());
    }

    /** Logits [images][classes] and the class of each image. */
    static final class Predictions {
        private final double[][] logits;
        private final int[] labels;

        Predictions(double[][] logits, int[] labels) {
            this.logits = logits;
            this.labels = labels;
        }

        /** The class with the largest logit. */
        int predicted(int row) {
            double[] scores = logits[row];
            return IntStream.range(0, scores.length).reduce(0, (best, c) -> scores[c] > scores[best] ? c : best);
        }

        /** Share of images whose class is found. */
        double accuracy() {
            return IntStream.range(0, labels.length)
                            .filter(row -> predicted(row) == labels[row])
                            .count()
                    / (double) labels.length;
        }

        /** Mean cross-entropy in nats. */
        double meanLoss() {
            return IntStream.range(0, labels.length)
                    .mapToDouble(this::loss)
                    .average()
                    .orElseThrow();
        }

        /** Cross-entropy of one image in nats. */
        double loss(int row) {
            double peak = Arrays.stream(logits[row]).max().orElseThrow();
            double sum = Arrays.stream(logits[row])
                    .map(score -> Math.exp(score - peak))
                    .sum();
            return peak + Math.log(sum) - logits[row][labels[row]];
        }

        /** How often class [row] was taken for class [column]. */
        double[][] confusion() {
            int classes = logits[0].length;
            double[][] counts = new double[classes][classes];
            for (int row = 0; row < labels.length; row++) counts[labels[row]][predicted(row)]++;
            return counts;
        }
    }
}
