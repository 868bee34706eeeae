package lab.samediff.experiments.core;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Outcomes for people and as JSON. */
final class OutcomeText {
    private OutcomeText() {}

    /** Results, verdicts and folder on {@code out}; what went wrong on {@code err}. */
    static void print(PrintStream out, PrintStream err, Outcome outcome) {
        String head = outcome.plan().name() + ", preset " + outcome.plan().preset() + ", seed " + outcome.seed();
        String time = String.format(Locale.ROOT, "%.1f s", outcome.seconds());
        outcome.failure()
                .ifPresent(e -> err.println(
                        "lab: " + head + " " + outcome.state().label() + " after " + time + ": " + Outcome.message(e)
                                + "\n     see " + outcome.folder().resolve("run.log")));
        if (outcome.failure().isPresent()) {
            return;
        }
        out.println(head + ": " + outcome.state().label() + " in " + time);
        if (outcome.standIn()) {
            out.println("  on generated stand-in data: not comparable with numbers on real data");
        }
        if (outcome.incidents() > 0) {
            out.println("  " + outcome.incidents() + " times something was not finite, see "
                    + outcome.folder().resolve("diverged.json"));
        }
        List<Judgement> judgements = outcome.judgements();
        List<List<String>> rows = new ArrayList<>();
        outcome.results()
                .forEach((metric, value) ->
                        rows.add(List.of(metric, Estimate.number(value), verdicts(judgements, metric))));
        judgements.stream()
                .filter(j -> j.obtained().isEmpty())
                .forEach(j -> rows.add(List.of(j.reference().metric(), "—", text(j))));
        Columns.print(out, "  ", rows);
        out.println("  " + outcome.folder());
    }

    /** One document for several runs of one plan, with the verdicts on all of them together. */
    static Map<String, Object> json(List<Outcome> outcomes) {
        Plan<?> plan = outcomes.get(0).plan();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", plan.found().info().name());
        json.put("name", plan.name());
        json.put("preset", plan.preset());
        json.put("settings", Settings.flatten(plan.config()));
        List<Map<String, Object>> runs = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Map<String, Object> run = outcome.json();
            run.put("folder", outcome.folder().toString());
            runs.add(run);
        }
        json.put("runs", runs);
        List<Outcome> done =
                outcomes.stream().filter(o -> o.state() == State.DONE).toList();
        json.put(
                "references",
                done.isEmpty()
                        ? List.of()
                        : Outcome.judgements(done).stream().map(Judgement::json).toList());
        return json;
    }

    private static String verdicts(List<Judgement> judgements, String metric) {
        return judgements.stream()
                .filter(j -> j.reference().metric().equals(metric))
                .map(OutcomeText::text)
                .collect(Collectors.joining("; "));
    }

    private static String text(Judgement judgement) {
        return judgement.verdict().label() + ": " + judgement.reason() + " ("
                + judgement.reference().source().label() + ")";
    }
}
