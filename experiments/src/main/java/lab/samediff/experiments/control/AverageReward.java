package lab.samediff.experiments.control;

import java.util.stream.IntStream;
import lab.samediff.experiments.report.Chart;

/**
 * What a notebook calls average reward, the mean return-to-go of all steps, and why it stops where it does.
 *
 * @param returns how returns are estimated
 * @param actors how many play
 * @param horizon steps of each
 */
record AverageReward(ReturnsToGo returns, int actors, int horizon) {
    /** What it is where no episode ends. */
    double ceiling() {
        return ReturnsToGo.mean(endless());
    }

    /** How it came close to its ceiling. */
    Chart curve(Curves averages) {
        Chart chart = Curves.over("The notebook's average reward", "mean return-to-go (1)");
        return averages.mean(chart, "agents").level("ceiling", ceiling());
    }

    /** The return-to-go of each step where no episode ends, whose mean is the ceiling. */
    Chart returnsToGo() {
        double[] rows =
                IntStream.range(0, actors * horizon).mapToDouble(row -> row).toArray();
        ReturnsToGo right = new ReturnsToGo(returns.discount(), new ReturnsToGo.Errata(false, false));
        return Chart.lines("Return-to-go where no pole falls", "step, actor after actor", "return-to-go (1)")
                .series("each actor alone", rows, right.of(ReturnsToGo.endless(actors, horizon)))
                .series("as summed here", rows, endless())
                .level("its mean", ceiling());
    }

    private double[] endless() {
        return returns.of(ReturnsToGo.endless(actors, horizon));
    }
}
