package lab.samediff.experiments.chemistry;

import java.util.Locale;
import java.util.stream.IntStream;
import lab.samediff.experiments.report.Chart;
import lab.samediff.models.losses.Divergence;
import lab.samediff.models.losses.Regression;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.DataSource;
import org.nd4j.autodiff.samediff.SDVariable;

/** What is to be foretold of a molecule: data, loss and measure. */
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
        Scale scale(double[] values) {
            return Scale.NONE;
        }

        @Override
        SDVariable loss(SDVariable said, SDVariable values) {
            return Divergence.ofBernoulliLogits(said, values);
        }

        @Override
        double measure(double[] said, double[] values) {
            return Roc.of(said, values).area();
        }

        @Override
        double error(double said, double value) {
            return value == 1 ? -said : said;
        }

        @Override
        String quantity() {
            return "logit";
        }

        @Override
        String caption(double said, double value) {
            return String.format(Locale.ROOT, "logit %.2f; %s", said, value == 1 ? "it crosses" : "it does not cross");
        }

        @Override
        String chartName() {
            return "roc";
        }

        @Override
        Chart chart(double[] said, double[] values) {
            return MoleculeFigures.roc(said, values);
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
        Scale scale(double[] values) {
            return Scale.of(values);
        }

        @Override
        SDVariable loss(SDVariable said, SDVariable values) {
            return Regression.meanSquared(said, values);
        }

        @Override
        double measure(double[] said, double[] values) {
            return Math.sqrt(IntStream.range(0, said.length)
                    .mapToDouble(i -> (said[i] - values[i]) * (said[i] - values[i]))
                    .average()
                    .orElseThrow());
        }

        @Override
        double error(double said, double value) {
            return Math.abs(said - value);
        }

        @Override
        String quantity() {
            return "solubility";
        }

        @Override
        String caption(double said, double value) {
            return String.format(Locale.ROOT, "log solubility %.2f; measured %.2f", said, value);
        }

        @Override
        String chartName() {
            return "parity";
        }

        @Override
        Chart chart(double[] said, double[] values) {
            return MoleculeFigures.parity(said, values);
        }
    };

    abstract DataSource source();

    /** Name of what {@link #measure} gives. */
    abstract String metric();

    /** How the network's numbers stand to values such as these to learn from. */
    abstract Scale scale(double[] values);

    /** The loss of what a network says, [batch, 1], given the values, [batch, 1]. */
    abstract SDVariable loss(SDVariable said, SDVariable values);

    /** How good predictions are. */
    abstract double measure(double[] said, double[] values);

    /** How wrong one prediction is; larger is worse. */
    abstract double error(double said, double value);

    /** What the network says of a molecule, for people. */
    abstract String quantity();

    /** What was said of a molecule and what is true. */
    abstract String caption(double said, double value);

    abstract String chartName();

    abstract Chart chart(double[] said, double[] values);
}
