package lab.samediff.experiments.chemistry;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.PictureGrid;
import lab.samediff.experiments.report.Ranking;

/** Pictures of the predictions on the test set. */
final class MoleculeFigures {
    private static final int COLUMNS = 3;
    /** Larger molecules are not drawn: nothing could be made out. */
    private static final int MOST_ATOMS = 40;

    private MoleculeFigures() {}

    static void write(Run run, MoleculeData data, Predictor predictor) {
        Task task = data.task();
        List<Integer> test = data.split().test();
        double[] predicted = predictor.predict(test);
        double[] values = data.values(test);
        run.chart(task.chartName(), task.chart(predicted, values));
        int[] drawable = IntStream.range(0, predicted.length)
                .filter(i -> data.molecule(test.get(i)).size() <= MOST_ATOMS)
                .toArray();
        List<BufferedImage> pictures = new ArrayList<>();
        List<String> captions = new ArrayList<>();
        for (int i : chosen(task, drawable, predicted, values)) {
            int row = test.get(i);
            pictures.add(Depictions.glowing(data.molecule(row), predictor.attributions(row)));
            captions.add(task.caption(predicted[i], values[i]));
        }
        if (pictures.isEmpty()) return;
        String title = "Test molecules with the highest and lowest predictions and the worst errors, row by row."
                + " Red atoms raise the " + task.quantity() + ", blue ones lower it (occlusion)";
        run.image(
                "molecules", PictureGrid.of(title, pictures, captions, COLUMNS).render());
    }

    /** The highest and the lowest predictions and the worst errors: a row of each, no molecule twice. */
    private static Set<Integer> chosen(Task task, int[] among, double[] predicted, double[] values) {
        List<Comparator<Integer>> orders = List.of(
                Comparator.comparingDouble(i -> -predicted[i]),
                Comparator.comparingDouble(i -> predicted[i]),
                Comparator.comparingDouble(i -> -task.error(predicted[i], values[i])));
        Set<Integer> chosen = new LinkedHashSet<>();
        for (Comparator<Integer> order : orders) {
            Arrays.stream(among)
                    .boxed()
                    .filter(i -> !chosen.contains(i))
                    .sorted(order)
                    .limit(COLUMNS)
                    .toList()
                    .forEach(chosen::add);
        }
        return chosen;
    }

    static Chart roc(double[] predicted, double[] values) {
        Ranking ranking = Ranking.ofLabels(predicted, values);
        String title = String.format(Locale.ROOT, "Test molecules: area under the curve %.3f", ranking.rocAuc());
        return ranking.rocChart(title, "graph network");
    }

    static Chart parity(double[] predicted, double[] values) {
        DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
        double[] ends = {range.getMin(), range.getMax()};
        return Chart.lines(
                        "Solubility in water of the test molecules",
                        "measured (log10 of mol/L)",
                        "predicted (log10 of mol/L)")
                .scatter("a molecule", values, predicted)
                .series("equal", ends, ends);
    }
}
