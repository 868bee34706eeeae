package lab.samediff.experiments;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The architecture: what no class of a place may do. Each rule has a package {@code planted.<folder>} whose methods
 * called {@code bad...} break it and whose methods called {@code fine...} do not. Packages are named from
 * {@code lab.samediff} on, so that the planted classes can mimic them; {@code models.graph} never means
 * {@code models.graphs}.
 */
@SuppressWarnings("ImmutableEnumChecker") // ArchUnit's rules never change, but are not annotated as immutable.
enum Rule {
    GRAPH_STANDS_ALONE(in("models.graph"), dependOnClassesThat(inModelsBut("graph"))),
    LAYERS_USE_GRAPH(in("models.layers"), dependOnClassesThat(inModelsBut("layers", "graph"))),
    LOSSES_USE_GRAPH(in("models.losses"), dependOnClassesThat(inModelsBut("losses", "graph"))),
    PROBABILITY_USES_GRAPH(in("models.probability"), dependOnClassesThat(inModelsBut("probability", "graph"))),
    ENGINE_USES_GRAPH(in("models.engine"), dependOnClassesThat(inModelsBut("engine", "graph"))),
    TRAIN_USES_ENGINE_AND_GRAPH(in("models.train"), dependOnClassesThat(inModelsBut("train", "engine", "graph"))),
    DYNAMICS_USE_ARRAYS(
            in("models.dynamics"),
            dependOnClassesThat(inModelsBut("dynamics").or(resideInAPackage("org.nd4j.autodiff..")))),
    ARCHITECTURES_IGNORE_TRAINING(
            inModelsBut("graph", "layers", "losses", "probability", "dynamics", "engine", "train", "checks"),
            dependOnClassesThat(in("models.engine", "models.train", "models.checks"))),

    MODELS_IGNORE_PIPELINES(in("models"), dependOnClassesThat(in("pipelines"))),
    PIPELINES_IGNORE_MODELS(in("pipelines"), dependOnClassesThat(in("models"))),
    LIBRARIES_IGNORE_EXPERIMENTS(in("models", "pipelines"), dependOnClassesThat(in("experiments"))),
    REPORTS_IGNORE_MODELS(in("experiments.report"), dependOnClassesThat(in("models"))),
    FILES_STAND_ALONE(
            in("experiments.files"),
            dependOnClassesThat(in("models", "pipelines")
                    .or(in("experiments").and(DescribedPredicate.not(in("experiments.files"))))
                    .or(resideInAnyPackage("org.nd4j..", "org.bytedeco..")))),
    FAMILIES_IGNORE_EACH_OTHER(Families.ANY, Families.DEPEND_ON_ANOTHER),

    MODELS_TOUCH_NO_FILES(in("models"), dependOnClassesThat(Forbidden.FILES)),
    ONLY_THE_COMMAND_PRINTS(anywhere(), accessTargetWhere(Forbidden.PRINTING)),
    RANDOMNESS_IS_SEEDED(anywhere(), accessTargetWhere(Forbidden.UNSEEDED)),
    GRAPHS_ARE_WRITTEN_THROUGH_SCOPE(outsideOfGraphAndEngine(), accessTargetWhere(Forbidden.SAME_DIFF)),
    VARIABLES_MEET_IN_OPS(outsideOfGraphAndEngine(), accessTargetWhere(Forbidden.VARIABLE_METHODS)),
    NOBODY_FITS(anywhere(), accessTargetWhere(Forbidden.FITTING)),
    NOTHING_IS_DESERIALISED(
            anywhere(), dependOnClassesThat(Forbidden.DESERIALISERS).or(accessTargetWhere(Forbidden.LOADING))),
    LOGGING_IS_SLF4J(anywhere(), dependOnClassesThat(resideInAPackage("java.util.logging..")));

    final DescribedPredicate<JavaClass> subject;
    final ArchRule rule;

    Rule(DescribedPredicate<JavaClass> subject, ArchCondition<JavaClass> never) {
        this.subject = subject;
        // A place may be empty so far; ArchitectureTest says so by skipping the rule.
        this.rule = noClasses().that(subject).should(never).allowEmptyShould(true);
    }

    /** Where the classes that break this rule are planted. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static DescribedPredicate<JavaClass> anywhere() {
        return in("models", "pipelines", "experiments");
    }

    private static DescribedPredicate<JavaClass> outsideOfGraphAndEngine() {
        return anywhere().and(DescribedPredicate.not(in("models.graph", "models.engine")));
    }

    private static DescribedPredicate<JavaClass> in(String... places) {
        return resideInAnyPackage(
                Stream.of(places).map(place -> "..lab.samediff." + place + "..").toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> inModelsBut(String... packages) {
        String[] places = Stream.of(packages).map(name -> "models." + name).toArray(String[]::new);
        return in("models").and(DescribedPredicate.not(in(places)));
    }
}
