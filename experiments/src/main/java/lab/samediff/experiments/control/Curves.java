package lab.samediff.experiments.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Resumable;
import lab.samediff.experiments.core.RunState;
import lab.samediff.experiments.report.Chart;

/** A quantity of each of some agents over the steps that they have taken. */
final class Curves implements Resumable {
    private final int agents;
    private final int stepsInRound;
    private final List<Double> steps = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    Curves(int agents, int stepsInRound) {
        this.agents = agents;
        this.stepsInRound = stepsInRound;
    }

    /** Adds the value of each agent after {@code round}, counted from 0, and returns their mean. */
    double add(int round, double... ofAgents) {
        steps.add((round + 1.0) * stepsInRound);
        values.add(ofAgents.clone());
        return Arrays.stream(ofAgents).average().orElseThrow();
    }

    /** The last value of each agent. */
    double[] last() {
        return values.get(values.size() - 1).clone();
    }

    /** The greatest value of each agent, on average over the agents. */
    double best() {
        return IntStream.range(0, agents)
                .mapToDouble(agent -> Arrays.stream(curve(agent)).max().orElseThrow())
                .average()
                .orElseThrow();
    }

    /** The steps until an agent first had this much, on average over the agents; empty if one never did. */
    OptionalDouble stepsTo(double value) {
        double sum = 0;
        for (int agent = 0; agent < agents; agent++) {
            int at = agent;
            OptionalInt first = IntStream.range(0, values.size())
                    .filter(i -> values.get(i)[at] >= value)
                    .findFirst();
            if (first.isEmpty()) return OptionalDouble.empty();
            sum += steps.get(first.getAsInt());
        }
        return OptionalDouble.of(sum / agents);
    }

    /** The mean over the agents with its 95 % interval. */
    Chart mean(Chart chart, String name) {
        double[] x = steps.stream().mapToDouble(Double::doubleValue).toArray();
        double[][] curves = IntStream.range(0, agents).mapToObj(this::curve).toArray(double[][]::new);
        return chart.seeds(name, x, curves);
    }

    /** A line for each agent through the means over {@code points} equal stretches, or as many as there are values. */
    Chart each(Chart chart, int points) {
        int stretches = Math.min(points, values.size());
        double[] x = new double[stretches];
        for (int i = 0; i < stretches; i++) x[i] = steps.get(from(i + 1, stretches) - 1);
        Chart drawn = chart;
        for (int agent = 0; agent < agents; agent++) {
            double[] all = curve(agent);
            double[] means = IntStream.range(0, stretches)
                    .mapToDouble(i -> Arrays.stream(all, from(i, stretches), from(i + 1, stretches))
                            .average()
                            .orElseThrow())
                    .toArray();
            drawn = drawn.series("agent " + (agent + 1), x, means);
        }
        return drawn;
    }

    @Override
    public void save(RunState out) {
        out.put("steps", steps.stream().mapToDouble(Double::doubleValue).toArray());
        out.put("values", values.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    @Override
    public void load(RunState in) {
        steps.clear();
        for (double step : in.doubles("steps")) steps.add(step);
        double[] all = in.doubles("values");
        values.clear();
        for (int i = 0; i < steps.size(); i++) values.add(Arrays.copyOfRange(all, i * agents, (i + 1) * agents));
    }

    /** An empty chart over the steps of an agent. */
    static Chart over(String title, String quantity) {
        return Chart.lines(title, "steps of an agent", quantity);
    }

    private double[] curve(int agent) {
        return values.stream().mapToDouble(ofAgents -> ofAgents[agent]).toArray();
    }

    /** Where stretch {@code i} of {@code stretches} begins. */
    private int from(int i, int stretches) {
        return (int) ((long) i * values.size() / stretches);
    }
}
