package lab.samediff.experiments.report;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Title and axes of a chart.
 *
 * @param categories the horizontal axis's categories; empty where that axis is numeric
 * @param yRange the fixed vertical range, or null to fit the data
 */
record ChartAxes(
        String title,
        String xLabel,
        String yLabel,
        List<String> categories,
        boolean xLog,
        boolean yLog,
        @Nullable Range yRange) {

    ChartAxes {
        requireLabel(title, xLabel);
        requireLabel(title, yLabel);
        if (yLog && yRange != null && yRange.low() <= 0) {
            throw new IllegalArgumentException("a logarithmic axis cannot start at " + yRange.low());
        }
    }

    static void requireLabel(String title, String label) {
        if (label.isBlank()) {
            throw new IllegalArgumentException(
                    "picture '" + title + "' has an axis without a label; give the quantity and its unit");
        }
    }

    static ChartAxes numeric(String title, String xLabel, String yLabel) {
        return new ChartAxes(title, xLabel, yLabel, List.of(), false, false, null);
    }

    static ChartAxes categories(String title, String xLabel, String yLabel, List<String> categories) {
        if (categories.isEmpty() || new HashSet<>(categories).size() != categories.size()) {
            throw new IllegalArgumentException("chart '" + title + "' wants distinct categories, has " + categories);
        }
        return new ChartAxes(title, xLabel, yLabel, List.copyOf(categories), false, false, null);
    }

    boolean categorical() {
        return !categories.isEmpty();
    }

    ChartAxes logX() {
        requireNumeric();
        return new ChartAxes(title, xLabel, yLabel, categories, true, yLog, yRange);
    }

    ChartAxes logY() {
        requireNumeric();
        return new ChartAxes(title, xLabel, yLabel, categories, xLog, true, yRange);
    }

    ChartAxes yRange(Range range) {
        return new ChartAxes(title, xLabel, yLabel, categories, xLog, yLog, range);
    }

    private void requireNumeric() {
        if (categorical()) throw new IllegalStateException("bars start at zero: a logarithmic axis has none");
    }
}
