package lab.samediff.experiments.core;

/**
 * A number to stand beside a result.
 *
 * @param variant name of the experiment or of the variant that the number belongs to
 * @param metric name of the result, as given to {@link Run#result}
 * @param preset the only preset that the number is compared at
 * @param value the reported number, in the metric's unit
 * @param spread how far a result may lie from it, in the metric's unit; at least 0
 * @param source where the number comes from
 * @param goal on which side of the number a result may lie
 * @param citation authors, year, arXiv or DOI; or the closed form; or how it was measured
 * @param protocol how the reported protocol differs from ours; empty where it is the same
 */
public record Reference(
        String variant,
        String metric,
        Preset preset,
        double value,
        double spread,
        Source source,
        Goal goal,
        String citation,
        String protocol) {

    /** @throws IllegalArgumentException if the spread is negative or a number is not finite, or a paper is not cited */
    public Reference {
        Names.check("variant", variant);
        Names.checkMetric(metric);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "reference value of " + metric + " is " + value + ", not a finite number");
        }
        if (!(spread >= 0) || Double.isInfinite(spread)) {
            throw new IllegalArgumentException("spread of " + metric + " is " + spread + ", not in [0, ∞)");
        }
        if (source == Source.PAPER && citation.isBlank()) {
            throw new IllegalArgumentException("reference for " + metric + " names no paper");
        }
    }

    /** A closed form; {@code formula} says which. Equal within {@code spread}. */
    public static Reference exact(
            String variant, String metric, Preset preset, double value, double spread, String formula) {
        return new Reference(variant, metric, preset, value, spread, Source.EXACT, Goal.EQUAL, formula, "");
    }

    /** Measured by this suite; {@code how} says over which seeds. Equal within {@code spread}. */
    public static Reference ownRun(
            String variant, String metric, Preset preset, double value, double spread, String how) {
        return new Reference(variant, metric, preset, value, spread, Source.OWN_RUN, Goal.EQUAL, how, "");
    }

    /** Reported in a paper, at {@link Preset#STANDARD}; {@code protocol} says how theirs differs, empty if it does not. */
    public static Reference paper(String variant, String metric, double value, String citation, String protocol) {
        return new Reference(variant, metric, Preset.STANDARD, value, 0, Source.PAPER, Goal.EQUAL, citation, protocol);
    }

    /** The same reference with the goal {@link Goal#AT_LEAST}. */
    public Reference atLeast() {
        return with(preset, spread, Goal.AT_LEAST);
    }

    /** The same reference with the goal {@link Goal#AT_MOST}. */
    public Reference atMost() {
        return with(preset, spread, Goal.AT_MOST);
    }

    /** The same reference for another preset. */
    public Reference at(Preset other) {
        return with(other, spread, goal);
    }

    /** The same reference with another spread. */
    public Reference within(double other) {
        return with(preset, other, goal);
    }

    /** Where a result should lie, such as {@code ≥ 0.97} or {@code 0.5 ± 0.02}. */
    public String band() {
        String relation = goal == Goal.EQUAL ? "" : goal.symbol() + " ";
        return relation + Estimate.number(value) + (spread == 0 ? "" : " ± " + Estimate.number(spread));
    }

    private Reference with(Preset newPreset, double newSpread, Goal newGoal) {
        return new Reference(variant, metric, newPreset, value, newSpread, source, newGoal, citation, protocol);
    }
}
