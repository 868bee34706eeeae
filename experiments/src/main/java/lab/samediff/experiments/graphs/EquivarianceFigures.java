package lab.samediff.experiments.graphs;

import java.util.List;
import java.util.Map;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;

/** A picture of how far layers are from saying the same of renumbered nodes. */
final class EquivarianceFigures {
    private EquivarianceFigures() {}

    /** By layer, the largest error and the median one of the control. */
    static void write(Run run, Map<String, Double> errors, Map<String, Double> controls) {
        List<String> names = List.copyOf(errors.keySet());
        Chart chart = Chart.bars(
                        "Renumbered nodes, with their edges and without",
                        "layer",
                        "decades above a rounding of 6e-8",
                        names)
                .bars("largest error, edges renumbered too", decades(names, errors))
                .bars("median, edges left behind", decades(names, controls));
        run.image("errors", chart.render(820, 480));
    }

    /** A logarithm that is 0 at half a unit in float32's last place at 1, and for whatever is less. */
    private static double[] decades(List<String> names, Map<String, Double> values) {
        double unit = Math.ulp(1f) / 2;
        return names.stream()
                .mapToDouble(name -> Math.log10(Math.max(values.getOrDefault(name, unit), unit) / unit))
                .toArray();
    }
}
