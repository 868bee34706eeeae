package lab.samediff.experiments.graphs;

import java.util.List;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Chart;
import lab.samediff.experiments.report.Ranking;
import lab.samediff.pipelines.graphs.CitationGraph;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.hipparchus.stat.correlation.Covariance;

/** Pictures of how well edges were told from other pairs, and of what the encoder made of the papers. */
final class LinkFigures {
    private LinkFigures() {}

    static void write(Run run, Ranking test, CitationGraph papers, double[][] embeddings) {
        run.chart("roc", test.rocChart("Test edges among other pairs", "model"));
        run.chart(
                "precision-recall",
                Chart.lines("Test edges among as many other pairs", "recall (1)", "precision (1)")
                        .series("model", test.truePositiveRate(), test.precision())
                        .level("chance", 0.5)
                        .yRange(0, 1.02));
        run.image("embedding", embedding(papers, embeddings).render(720, 640));
    }

    /** Papers where the two largest principal components of their embeddings are, by class. */
    private static Chart embedding(CitationGraph papers, double[][] embeddings) {
        double[][] plane = principal(embeddings);
        Chart chart = Chart.lines(
                "Papers by what the encoder makes of them, coloured by classes that it was not told",
                "first principal component (1)",
                "second principal component (1)");
        List<String> classes = papers.names().classes();
        for (int label = 0; label < classes.size(); label++) {
            int wanted = label;
            int[] rows = IntStream.range(0, papers.size())
                    .filter(paper -> papers.label(paper) == wanted)
                    .toArray();
            chart = chart.scatter(classes.get(label).replace('_', ' '), column(plane, 0, rows), column(plane, 1, rows));
        }
        return chart;
    }

    /** Where each row is along the two directions of largest variance. */
    private static double[][] principal(double[][] rows) {
        RealMatrix covariance = new Covariance(rows).getCovarianceMatrix();
        // Not the library's PCA: its eigenvalues do not converge where many directions have hardly any variance.
        RealMatrix axes = new SingularValueDecomposition(covariance).getU();
        int width = rows[0].length;
        return MatrixUtils.createRealMatrix(rows)
                .multiply(axes.getSubMatrix(0, width - 1, 0, 1))
                .getData();
    }

    private static double[] column(double[][] matrix, int column, int... rows) {
        return IntStream.of(rows).mapToDouble(row -> matrix[row][column]).toArray();
    }
}
