/**
 * The experiments of SameDiff Lab, their runner, their reports and the command {@code lab}.
 *
 * <ul>
 *   <li>{@code core}: what an experiment is, its settings, its run, the ledger, the command line
 *   <li>{@code report}: pictures and pages
 *   <li>one package per family, such as {@code vision} or {@code flows}: the experiments themselves
 * </ul>
 *
 * <p>To add an experiment:
 *
 * <ol>
 *   <li>Write a final class in its family's package that implements
 *       {@link lab.samediff.experiments.core.Experiment}, at most about 150 lines:
 *       <pre>{@code
 * public final class Halving implements Experiment<Halving.Config> {
 *     public record Config(int steps, double start) {}
 *
 *     public static void main(String[] args) {
 *         Launcher.run(new Halving(), args);
 *     }
 *
 *     public Info info() {
 *         return Info.of("halving", "Repeated halving", Family.DYNAMICS)
 *                 .expects(Reference.exact("halving", "end", Preset.QUICK, 0.25, 1e-12, "start / 2^steps"));
 *     }
 *
 *     public Presets<Config> presets() {
 *         return Presets.of(new Config(10, 1.0)).quick("steps=2");
 *     }
 *
 *     public void run(Config config, Run run) {
 *         NumberSeries values = run.numbers("values");
 *         for (int i : run.steps(config.steps())) {
 *             values.add((i == 0 ? config.start() : values.get(i - 1)) / 2);
 *             run.log("value", values.get(i));
 *         }
 *         run.result("end", values.get(config.steps() - 1));
 *     }
 * }
 * }</pre>
 *   <li>Add a line to {@link lab.samediff.experiments.core.Experiments#all()}.
 *   <li>Run {@code lab reproduce halving}: it writes {@code results/reproduced/halving.json} and the row in
 *       {@code results/README.md}; commit both.
 * </ol>
 *
 * <p>Every number that shapes the result is a component of the settings; all randomness comes from the
 * {@link lab.samediff.experiments.core.Run}. So does what changes from step to step and is used after the loop: steps of an
 * optimiser by {@code run.step}, batches by {@code run.batches}, numbers by {@code run.numbers}, anything else by {@code
 * run.keep}. Then a run that is stopped goes on, bit for bit, which {@code ResumeTest} checks for every experiment.
 */
@NullMarked
package lab.samediff.experiments;

import org.jspecify.annotations.NullMarked;
