package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.samediff.experiments.adversarial.EarthMoverEstimate;
import lab.samediff.experiments.adversarial.LipschitzCritics;
import lab.samediff.experiments.adversarial.WganMnist;
import lab.samediff.experiments.adversarial.WganRing;
import lab.samediff.experiments.chemistry.GcnSmiles;
import lab.samediff.experiments.control.CartPoleEnv;
import lab.samediff.experiments.control.PpoCartPole;
import lab.samediff.experiments.control.PpoSeedVariant;
import lab.samediff.experiments.diffusion.DdimSteps;
import lab.samediff.experiments.diffusion.ExactLikelihood;
import lab.samediff.experiments.diffusion.ScoreMatching;
import lab.samediff.experiments.diffusion.VeSde2d;
import lab.samediff.experiments.dynamics.OdeSolvers;
import lab.samediff.experiments.dynamics.SdeEulerMaruyama;
import lab.samediff.experiments.dynamics.SdeOrders;
import lab.samediff.experiments.flows.FlowMatchingMoons;
import lab.samediff.experiments.flows.RealNvpMnist;
import lab.samediff.experiments.flows.RealNvpPlane;
import lab.samediff.experiments.graphs.GaeCora;
import lab.samediff.experiments.graphs.GinLinkPrediction;
import lab.samediff.experiments.graphs.GnnEquivariance;
import lab.samediff.experiments.graphs.NegativeSampling;
import lab.samediff.experiments.graphs.WlExpressivity;
import lab.samediff.experiments.language.GptShakespeare;
import lab.samediff.experiments.language.Masks;
import lab.samediff.experiments.language.PosEncoding;
import lab.samediff.experiments.language.TokBpe;
import lab.samediff.experiments.language.TokChar;
import lab.samediff.experiments.latent.ReparameterisationChecks;
import lab.samediff.experiments.latent.VaeMnist;
import lab.samediff.experiments.vision.VitMnist;

/** The list of the suite's experiments. A new experiment is a class and a line in {@link #all()}. */
public final class Experiments {
    /** The most experiments that {@code lab reproduce} runs without being given names. */
    static final int TOUR = 10;

    private Experiments() {}

    /** Every experiment, in the order in which {@code lab list} shows them. */
    public static List<Experiment<?>> all() {
        return checked(List.of(
                new OdeSolvers(),
                new FlowMatchingMoons(),
                new VitMnist(),
                new GcnSmiles(),
                new WganRing(),
                new WganMnist(),
                new LipschitzCritics(),
                new EarthMoverEstimate(),
                new VaeMnist(),
                new ReparameterisationChecks(),
                new RealNvpPlane(),
                new RealNvpMnist(),
                new GptShakespeare(),
                new TokChar(),
                new TokBpe(),
                new Masks(),
                new PosEncoding(),
                new CartPoleEnv(),
                new PpoCartPole(),
                new PpoSeedVariant(),
                new SdeEulerMaruyama(),
                new SdeOrders(),
                new VeSde2d(),
                new DdimSteps(),
                new ExactLikelihood(),
                new ScoreMatching(),
                new GinLinkPrediction(),
                new GaeCora(),
                new NegativeSampling(),
                new WlExpressivity(),
                new GnnEquivariance()));
    }

    /**
     * An experiment by its own name or by a variant's.
     *
     * @throws UsageException naming the nearest known name
     */
    public static Found find(String name) {
        return find(all(), name);
    }

    /** An experiment or variant that a name stands for. */
    public record Found(Experiment<?> experiment, Info info, Optional<Variant> variant) {
        /** The variant's name, or the experiment's. */
        public String name() {
            return variant.map(Variant::name).orElse(info.name());
        }

        /** The variant's title, or the experiment's. */
        public String title() {
            return variant.map(v -> info.title() + ": " + v.title()).orElse(info.title());
        }
    }

    /** Every experiment of the list, each followed by its variants. */
    static List<Found> rows(List<Experiment<?>> among) {
        List<Found> rows = new ArrayList<>();
        for (Experiment<?> experiment : among) {
            Info info = experiment.info();
            rows.add(new Found(experiment, info, Optional.empty()));
            info.variants().forEach(v -> rows.add(new Found(experiment, info, Optional.of(v))));
        }
        return rows;
    }

    static Found find(List<Experiment<?>> among, String name) {
        List<Found> rows = rows(among);
        List<String> known = rows.stream().map(Found::name).toList();
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no experiment is called \"" + Names.printable(name) + "\""
                        + Nearest.hint(name, known) + "; lab list shows all"));
    }

    /** Returns the list if its names are unique, its references belong somewhere and its tour is short enough. */
    static List<Experiment<?>> checked(List<Experiment<?>> experiments) {
        Set<String> names = new HashSet<>();
        for (Found row : rows(experiments)) {
            if (!names.add(row.name())) {
                throw new IllegalStateException("two experiments or variants are called " + row.name());
            }
        }
        for (Experiment<?> experiment : experiments) {
            Info info = experiment.info();
            for (Reference reference : info.references()) {
                if (!info.names().contains(reference.variant())) {
                    throw new IllegalStateException(info.name() + " has a reference for " + reference.variant()
                            + ", which is none of its variants " + info.names());
                }
            }
        }
        if (experiments.stream().filter(e -> e.info().tour()).count() > TOUR) {
            throw new IllegalStateException("more than " + TOUR + " experiments are on the tour");
        }
        return List.copyOf(experiments);
    }
}
