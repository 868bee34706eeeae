package lab.samediff.experiments.chemistry;

import java.util.Locale;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Goal;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.Ranking;
import lab.samediff.models.losses.Divergence;
import lab.samediff.models.losses.Regression;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.DataSource;
import org.nd4j.autodiff.samediff.SDVariable;

/** What is predicted of a molecule: data, loss and measure. */
public enum Task {
    /** Whether it crosses the blood-brain barrier: cross-entropy, area under the ROC curve. */
    BBBP {
        @Override
        DataSource source() {
            return Catalog.BBBP;
        }

        @Override
        String metric() {
            return "auc";
        }

        @Override
        Goal goal() {
            return Goal.AT_LEAST;
        }

        @Override
        Scale scale(double[] values) {
            return Scale.NONE;
        }

        @Override
        SDVariable loss(SDVariable output, SDVariable values) {
            return Divergence.ofBernoulliLogits(output, values);
        }

        @Override
        double measure(double[] predicted, double[] values) {
            return Ranking.ofLabels(predicted, values).rocAuc();
        }

        @Override
        double error(double predicted, double value) {
            return value == 1 ? -predicted : predicted;
        }

        @Override
        String quantity() {
            return "logit";
        }

        @Override
        String caption(double predicted, double value) {
            return String.format(
                    Locale.ROOT, "logit %.2f; %s", predicted, value == 1 ? "it crosses" : "it does not cross");
        }

        @Override
        String chartName() {
            return "roc";
        }

        @Override
        Chart chart(double[] predicted, double[] values) {
            return MoleculeFigures.roc(predicted, values);
        }
    },
    /** log₁₀ of its solubility in water in mol/L: squared error, root mean squared error. */
    ESOL {
        @Override
        DataSource source() {
            return Catalog.ESOL;
        }

        @Override
        String metric() {
            return "rmse";
        }

        @Override
        Goal goal() {
            return Goal.AT_MOST;
        }

        @Override
        Scale scale(double[] values) {
            return Scale.of(values);
        }

        @Override
        SDVariable loss(SDVariable output, SDVariable values) {
            return Regression.meanSquared(output, values);
        }

        @Override
        double measure(double[] predicted, double[] values) {
            return Math.sqrt(IntStream.range(0, predicted.length)
                    .mapToDouble(i -> (predicted[i] - values[i]) * (predicted[i] - values[i]))
                    .average()
                    .orElseThrow());
        }

        @Override
        double error(double predicted, double value) {
            return Math.abs(predicted - value);
        }

        @Override
        String quantity() {
            return "solubility";
        }

        @Override
        String caption(double predicted, double value) {
            return String.format(Locale.ROOT, "log solubility %.2f; measured %.2f", predicted, value);
        }

        @Override
        String chartName() {
            return "parity";
        }

        @Override
        Chart chart(double[] predicted, double[] values) {
            return MoleculeFigures.parity(predicted, values);
        }
    };

    abstract DataSource source();

    /** Name of what {@link #measure} gives. */
    abstract String metric();

    /** On which side of others a better value of the metric lies. */
    abstract Goal goal();

    /** The scale of the network's output, given the values to learn from. */
    abstract Scale scale(double[] values);

    /** The loss of a network's output [batch, 1], given the values [batch, 1]. */
    abstract SDVariable loss(SDVariable output, SDVariable values);

    /** How good predictions are. */
    abstract double measure(double[] predicted, double[] values);

    /** How wrong one prediction is; larger is worse. */
    abstract double error(double predicted, double value);

    /** What the prediction is, for captions. */
    abstract String quantity();

    /** A prediction beside the truth. */
    abstract String caption(double predicted, double value);

    abstract String chartName();

    abstract Chart chart(double[] predicted, double[] values);
}
