package lab.samediff.models.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lab.samediff.models.graph.Params;

/**
 * An optimiser as a value: the method, its learning rate over time, and what is done around it.
 *
 * @param method the direction of a step
 * @param rate the base learning rate
 * @param schedule its factor over time
 * @param clip limits gradients first
 * @param decay decoupled weight decay
 * @param average decay of the exponential moving average of the parameters, in [0, 1); 0 keeps none
 * @param groups parameters with a rate or decay of their own
 */
public record Rule(
        Method method, double rate, Schedule schedule, Clip clip, Decay decay, double average, List<Group> groups) {
    public Rule {
        if (!(rate > 0)) throw new IllegalArgumentException("rate must be positive, got " + rate);
        if (!(average >= 0 && average < 1))
            throw new IllegalArgumentException("average must be in [0, 1), got " + average);
        groups = List.copyOf(groups);
        if (groups.stream().map(Group::path).distinct().count() < groups.size())
            throw new IllegalArgumentException("two groups have the same path: " + groups);
    }

    /** The method at a constant rate with nothing around it. */
    public static Rule of(Method method, double rate) {
        return new Rule(method, rate, new Schedule.Constant(), new Clip.None(), Decay.NONE, 0, List.of());
    }

    /** Plain gradient descent. */
    public static Rule sgd(double rate) {
        return of(new Method.Sgd(), rate);
    }

    /** Heavy-ball momentum. */
    public static Rule momentum(double rate, double beta) {
        return of(new Method.Momentum(beta), rate);
    }

    /** RMSProp with ρ = 0.99 and ε = 1e-8. */
    public static Rule rmsProp(double rate) {
        return of(new Method.RmsProp(0.99, 1e-8), rate);
    }

    /** Adam with β = (0.9, 0.999) and ε = 1e-8, the paper's defaults. */
    public static Rule adam(double rate) {
        return of(new Method.Adam(0.9, 0.999, 1e-8), rate);
    }

    /** Adam with decoupled decay of matrices; biases and gains are left alone. */
    public static Rule adamW(double rate, double decay) {
        return adam(rate).with(new Decay(decay, true));
    }

    /** The same with another schedule. */
    public Rule with(Schedule other) {
        return new Rule(method, rate, other, clip, decay, average, groups);
    }

    /** The same with another limit on gradients. */
    public Rule with(Clip other) {
        return new Rule(method, rate, schedule, other, decay, average, groups);
    }

    /** The same with another weight decay. */
    public Rule with(Decay other) {
        return new Rule(method, rate, schedule, clip, other, average, groups);
    }

    /** The same, keeping an exponential moving average of the parameters. */
    public Rule averaging(double other) {
        return new Rule(method, rate, schedule, clip, decay, other, groups);
    }

    /** The same with one more group. */
    public Rule with(Group group) {
        List<Group> more = new ArrayList<>(groups);
        more.add(group);
        return new Rule(method, rate, schedule, clip, decay, average, more);
    }

    /** The learning rate at {@code step}, before the factor of a group. */
    public double rateAt(long step) {
        return rate * schedule.factor(step);
    }

    Group groupOf(String parameter) {
        return groups.stream()
                .filter(group -> Params.isUnder(parameter, group.path()))
                .max(Comparator.comparingInt(group -> group.path().length()))
                .orElse(new Group("", 1, decay));
    }
}
