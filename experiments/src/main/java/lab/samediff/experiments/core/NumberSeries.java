package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers that an experiment collects in a loop; from {@link Run#numbers}. */
public final class NumberSeries implements Resumable {
    private final List<Double> values = new ArrayList<>();

    NumberSeries() {}

    /** Adds numbers at the end. */
    public void add(double... numbers) {
        for (double number : numbers) values.add(number);
    }

    /** How many there are. */
    public int size() {
        return values.size();
    }

    /** The number at this place, from 0. */
    public double get(int i) {
        return values.get(i);
    }

    /** All of them. */
    public double[] toArray() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Their mean; NaN of none. */
    public double mean() {
        return sum() / values.size();
    }

    /** Their sum, in the order in which they came. */
    public double sum() {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }

    /** The largest; NaN of none. */
    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    @Override
    public void save(RunState out) {
        out.put("numbers", toArray());
    }

    @Override
    public void load(RunState in) {
        values.clear();
        Arrays.stream(in.doubles("numbers")).forEach(values::add);
    }
}
