package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import lab.samediff.experiments.core.Doctor.Finding;
import lab.samediff.experiments.core.Doctor.Level;
import lab.samediff.models.checks.SelfCheck;

/**
 * The part of {@code lab doctor} that checks all ops, or all blocks, on the backend that is loaded.
 *
 * @param name of the check
 * @param what is checked, in the plural
 * @param agreement what holds of those that pass
 * @param checks runs them
 */
record SelfCheckFindings(String name, String what, String agreement, Supplier<List<SelfCheck.Finding>> checks)
        implements Doctor.Check {
    private static final String GRADIENTS = "agree with central differences in float64";
    private static final String COMPILED = "give the same compiled and interpreted";
    private static final String OPS = "ops";
    private static final String BLOCKS = "blocks and models";

    static List<Doctor.Check> all() {
        return List.of(
                new SelfCheckFindings("gradients of ops", OPS, GRADIENTS, SelfCheck::ops),
                new SelfCheckFindings("gradients of blocks", BLOCKS, GRADIENTS, SelfCheck::blocks),
                new SelfCheckFindings("compiled ops", OPS, COMPILED, SelfCheck::compiledOps),
                new SelfCheckFindings("compiled blocks", BLOCKS, COMPILED, SelfCheck::compiledBlocks));
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
                "%d of %d %s %s; largest relative error %.1e",
                found.size() - findings.size(),
                found.size(),
                what,
                agreement,
                worst);
        findings.add(0, new Finding(name, findings.isEmpty() ? Level.OK : Level.FAILURE, summary));
        return findings;
    }
}
