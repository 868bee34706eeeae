/**
 * Pictures and pages of a run, made from metrics files and plain numbers only: nothing here knows a model, a trainer or a
 * run.
 *
 * <p>Which to choose:
 *
 * <ul>
 *   <li>{@link lab.samediff.experiments.report.Chart} for curves (with 95 % intervals over seeds), scatter, histograms and
 *       bars; start here;
 *   <li>{@link lab.samediff.experiments.report.HeatMap} for matrices: confusion, similarity, attention;
 *   <li>{@link lab.samediff.experiments.report.Density} and {@link lab.samediff.experiments.report.Trajectories} for
 *       clouds of points and paths in the plane, {@link lab.samediff.experiments.report.Quiver} for vector fields;
 *   <li>{@link lab.samediff.experiments.report.ImageGrid} for small grey pictures, with captions or a map laid over them;
 *   <li>{@link lab.samediff.experiments.report.PictureGrid} for pictures that another library drew, such as molecules;
 *   <li>{@link lab.samediff.experiments.report.Gif} and {@link lab.samediff.experiments.report.Png} to store any of them;
 *   <li>{@link lab.samediff.experiments.report.MetricsFile} and {@link lab.samediff.experiments.report.Statistics} for the
 *       numbers, {@link lab.samediff.experiments.report.Table} and {@link lab.samediff.experiments.report.Page} for the
 *       report around the pictures.
 * </ul>
 *
 * <p>Pictures are values: the same numbers give the same pixels on the same machine. Nothing is dropped in silence: what a
 * picture cannot show (values that are not finite, points outside the axes, thinned curves) is counted in its key.
 *
 * <p>To add a kind of picture: a final, immutable class with the data and the axes' labels in its factory and a {@code
 * render(width, height)} which opens a {@code Canvas}, writes its {@code heading}, and draws below it with the fonts and
 * colours of {@code Style}; axes come from {@code XChartStyle} (charts) or {@code Plane} (equal units). Then a test that
 * finds its pixels where they belong, a row in PicturesTest, and a look at the picture itself.
 */
@NullMarked
package lab.samediff.experiments.report;

import org.jspecify.annotations.NullMarked;
