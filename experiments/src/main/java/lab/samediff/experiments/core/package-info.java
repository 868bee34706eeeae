/**
 * How experiments are described, run, compared and recorded.
 *
 * <p>Start with {@link lab.samediff.experiments.core.Experiment}: an experiment says what it is
 * ({@link lab.samediff.experiments.core.Info}), which settings it has
 * ({@link lab.samediff.experiments.core.Presets}) and owns its loop, in which it talks to a
 * {@link lab.samediff.experiments.core.Run}. The command is {@link lab.samediff.experiments.core.Lab}; an experiment's own
 * {@code main} is a line with {@link lab.samediff.experiments.core.Launcher}.
 *
 * <p>A run writes into {@code results/runs/<name>/<time>-s<seed>-<hex>/}: {@code config.json} (all settings),
 * {@code run.json} (commit, versions, machine, backend, data), {@code metrics.jsonl}, {@code summary.json} (results and
 * verdicts), {@code status.json}, {@code run.log}, pictures, {@code report.html}, {@code checkpoints}, and
 * {@code diverged.json} where something was not finite. What is recorded goes to {@code results/reproduced/<name>.json},
 * from which {@code results/README.md} is made.
 *
 * <p>To add a check to {@code lab doctor}, add it to {@link lab.samediff.experiments.core.Doctor}.
 */
@NullMarked
package lab.samediff.experiments.core;

import org.jspecify.annotations.NullMarked;
