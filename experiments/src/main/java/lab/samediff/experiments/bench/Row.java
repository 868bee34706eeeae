package lab.samediff.experiments.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All that was measured of one model, round after round. */
final class Row {
    private final String name;
    private final String title;
    private final List<Measured> ours = new ArrayList<>();
    private final Map<String, List<Measured>> theirs = new LinkedHashMap<>();
    private @Nullable Losses ourLosses;
    private @Nullable Losses theirLosses;
    private double flops = Double.NaN;
    private @Nullable Timing fit;
    private @Nullable String fitProblem;
    private @Nullable String problem;
    private boolean broken;

    Row(String name, String title) {
        this.name = name;
        this.title = title;
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }

    /** Says why this model's ratio is void; what was said first stays. */
    void spoil(String reason) {
        if (problem == null) problem = reason;
    }

    /** Says that this model cannot be measured any further; its ratio is void. */
    void breaks(String reason) {
        spoil(reason);
        broken = true;
    }

    boolean broken() {
        return broken;
    }

    /** Why the ratio is void, if it is. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Our first losses. */
    void ourLosses(Losses losses) {
        ourLosses = losses;
    }

    /** PyTorch's first losses; where they are not ours, the ratio is void. */
    void theirLosses(Losses losses, double flopsOfAStep) {
        theirLosses = losses;
        flops = flopsOfAStep;
        if (ourLosses != null) Agreement.objection(ourLosses, losses).ifPresent(this::spoil);
    }

    Optional<Losses> ourLosses() {
        return Optional.ofNullable(ourLosses);
    }

    Optional<Losses> theirLosses() {
        return Optional.ofNullable(theirLosses);
    }

    /** Floating-point operations of a step's matrix products and convolutions; NaN if not known. */
    double flops() {
        return flops;
    }

    void addOurs(Measured measured) {
        ours.add(measured);
    }

    void addTheirs(String mode, Measured measured) {
        theirs.computeIfAbsent(mode, key -> new ArrayList<>()).add(measured);
    }

    void fitted(Timing timing) {
        fit = timing;
    }

    void fitFails(String reason) {
        fitProblem = reason;
    }

    /** What SameDiff.fit took, if it ran and did the same. */
    Optional<Timing> fit() {
        return Optional.ofNullable(fit);
    }

    /** Why there is no {@link #fit}. */
    Optional<String> fitProblem() {
        return Optional.ofNullable(fitProblem);
    }

    /** Our side, each number the median over the rounds; empty if nothing was measured. */
    Optional<Measured> ours() {
        return middle(ours);
    }

    /** The mode of PyTorch whose median over the rounds is the least. */
    Optional<String> bestMode() {
        return theirs.keySet().stream().min((a, b) -> Double.compare(median(theirs, a), median(theirs, b)));
    }

    /** PyTorch in its best mode. */
    Optional<Measured> theirs() {
        return bestMode().flatMap(mode -> middle(theirs.getOrDefault(mode, List.of())));
    }

    /** PyTorch's median over ours, above 1 where we are faster; empty if it is void. */
    OptionalDouble ratio() {
        Optional<Measured> our = ours();
        Optional<Measured> their = theirs();
        if (problem != null || our.isEmpty() || their.isEmpty()) return OptionalDouble.empty();
        return OptionalDouble.of(
                their.get().timing().median() / our.get().timing().median());
    }

    /** Billions of floating-point operations per second; NaN if not known. */
    double gflops() {
        return ours().map(our -> flops / (our.timing().median() * 1e6)).orElse(Double.NaN);
    }

    /** Everything, for the file that {@code --json} names. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("title", title);
        problem().ifPresent(reason -> facts.put("void", reason));
        ratio().ifPresent(ratio -> facts.put("ratio", ratio));
        ourLosses().ifPresent(losses -> facts.put("ourLosses", losses.losses()));
        theirLosses().ifPresent(losses -> facts.put("pytorchLosses", losses.losses()));
        facts.put("flops", flops);
        facts.put("gflops", gflops());
        facts.put("ours", ours);
        facts.put("pytorch", theirs);
        bestMode().ifPresent(mode -> facts.put("bestMode", mode));
        fit().ifPresent(timing -> facts.put("fit", timing));
        fitProblem().ifPresent(reason -> facts.put("fitFails", reason));
        return facts;
    }

    private static double median(Map<String, List<Measured>> rounds, String mode) {
        return middle(rounds.getOrDefault(mode, List.of()))
                .orElseThrow()
                .timing()
                .median();
    }

    private static Optional<Measured> middle(List<Measured> rounds) {
        if (rounds.isEmpty()) return Optional.empty();
        Timing timing = new Timing(
                middle(rounds, measured -> measured.timing().median()),
                middle(rounds, measured -> measured.timing().p25()),
                rounds.stream().mapToInt(measured -> measured.timing().steps()).sum());
        return Optional.of(new Measured(
                timing,
                middle(rounds, Measured::peak),
                middle(rounds, Measured::plan),
                middle(rounds, Measured::compile),
                middle(rounds, Measured::start)));
    }

    private static double middle(List<Measured> rounds, ToDoubleFunction<Measured> number) {
        return Quantiles.median(rounds.stream().mapToDouble(number).toArray());
    }
}
