package lab.samediff.experiments.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reference, what was obtained, and what follows.
 *
 * @param reference the number to compare with
 * @param obtained the results over the seeds; empty if no run gave this metric
 * @param verdict what follows
 * @param reason why, in words
 */
public record Judgement(Reference reference, Optional<Estimate> obtained, Verdict verdict, String reason) {

    /**
     * Judges every reference of {@code info} for this variant and preset; those for other presets are not used.
     *
     * @param variant name of the experiment or of the variant that ran
     * @param finals the final results of each seed
     * @param standIn whether a run used stand-in data
     */
    static List<Judgement> of(
            Info info, String variant, Preset preset, List<Map<String, Double>> finals, boolean standIn) {
        return info.references().stream()
                .filter(r -> r.variant().equals(variant) && r.preset() == preset)
                .map(r -> of(r, Estimate.of(r.metric(), finals), standIn))
                .toList();
    }

    /**
     * The verdict on one reference. Stand-in data leaves only closed forms comparable. A paper's number is judged only
     * where the protocol is the same, and its miss never fails a command.
     */
    static Judgement of(Reference reference, Optional<Estimate> obtained, boolean standIn) {
        if (standIn && reference.source() != Source.EXACT) {
            return new Judgement(reference, obtained, Verdict.NOT_COMPARABLE, "stand-in data");
        } else if (reference.source() == Source.PAPER && !reference.protocol().isBlank()) {
            return new Judgement(
                    reference, obtained, Verdict.NOT_COMPARABLE, "other protocol: " + reference.protocol());
        } else if (obtained.isEmpty()) {
            Verdict verdict = reference.source() == Source.PAPER ? Verdict.NOT_COMPARABLE : Verdict.MISSED;
            return new Judgement(reference, obtained, verdict, "no run gave the metric " + reference.metric());
        }
        return compared(reference, obtained.get());
    }

    /** Whether this fails {@code reproduce} and {@code run --check}. */
    public boolean gateMissed() {
        return verdict == Verdict.MISSED && reference.source() != Source.PAPER;
    }

    private static Judgement compared(Reference reference, Estimate obtained) {
        Goal goal = reference.goal();
        String band = reference.band();
        if (goal.met(obtained.mean(), reference.value(), reference.spread())) {
            return new Judgement(reference, Optional.of(obtained), Verdict.REPRODUCED, band);
        }
        double gap = obtained.mean() - reference.value();
        if (reference.source() == Source.PAPER && Math.abs(gap) <= obtained.halfWidth()) {
            return new Judgement(
                    reference,
                    Optional.of(obtained),
                    Verdict.WITHIN_INTERVAL,
                    "95 % interval over " + obtained.n() + " seeds holds " + Estimate.number(reference.value()));
        }
        String off = (gap > 0 ? "+" : "−") + Estimate.number(Math.abs(gap));
        return new Judgement(reference, Optional.of(obtained), Verdict.MISSED, "off by " + off + ", wanted " + band);
    }

    /** For summary.json. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", reference.metric());
        json.put("reported", reference.value());
        json.put("spread", reference.spread());
        json.put("goal", reference.goal().symbol());
        json.put("band", reference.band());
        json.put("source", reference.source());
        json.put("citation", reference.citation());
        json.put("protocol", reference.protocol());
        obtained.ifPresent(estimate -> json.put("obtained", estimate.mean()));
        json.put("verdict", verdict);
        json.put("reason", reason);
        return json;
    }
}
