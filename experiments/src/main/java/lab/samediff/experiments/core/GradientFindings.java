package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import lab.samediff.experiments.core.Doctor.Finding;
import lab.samediff.experiments.core.Doctor.Level;
import lab.samediff.models.checks.SelfCheck;

/**
 * The part of {@code lab doctor} that compares the gradients of all ops, or of all blocks, with central differences on
 * the backend that is loaded.
 *
 * @param name of the check
 * @param what is checked, in the plural
 * @param checks runs them
 */
record GradientFindings(String name, String what, Supplier<List<SelfCheck.Finding>> checks) implements Doctor.Check {
    static List<Doctor.Check> all() {
        return List.of(
                new GradientFindings("gradients of ops", "ops", SelfCheck::ops),
                new GradientFindings("gradients of blocks", "blocks and models", SelfCheck::blocks));
    }

    @Override
    public List<Finding> look() {
        List<SelfCheck.Finding> found = checks.get();
        List<Finding> findings = new ArrayList<>();
        for (SelfCheck.Finding finding : found) {
            if (!finding.passes()) {
                String error =
                        String.format(Locale.ROOT, "relative error %.1e at %s", finding.worst(), finding.where());
                findings.add(new Finding(name, Level.FAILURE, finding.name() + ": " + error));
            }
        }
        double worst =
                found.stream().mapToDouble(SelfCheck.Finding::worst).max().orElse(Double.NaN);
        String summary = String.format(
                Locale.ROOT,
                "%d of %d %s agree with central differences in float64; largest relative error %.1e",
                found.size() - findings.size(),
                found.size(),
                what,
                worst);
        findings.add(0, new Finding(name, findings.isEmpty() ? Level.OK : Level.FAILURE, summary));
        return findings;
    }
}
