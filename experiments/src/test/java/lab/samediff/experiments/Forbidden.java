package lab.samediff.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is forbidden, as predicates on classes and on calls. */
final class Forbidden {
    private static final String VARIABLE = "org.nd4j.autodiff.samediff.SDVariable.";
    private static final Set<String> QUESTIONS = Set.of("name", "dataType", "equals", "hashCode", "toString");

    private static final Set<String> PRINTERS = Set.of(
            "java.lang.System.out", "java.lang.System.err", "java.lang.System.setOut", "java.lang.System.setErr");

    /** Unseeded whatever they are given. */
    private static final Pattern ALWAYS_UNSEEDED = Pattern.compile("java\\.security\\.SecureRandom\\..*"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current"
            + "|java\\.lang\\.(Math|StrictMath)\\.random"
            + "|java\\.util\\.UUID\\.randomUUID"
            + "|java\\.util\\.random\\.RandomGenerator\\.(of|getDefault)"
            + "|org\\.nd4j\\.linalg\\.factory\\.Nd4j\\.(random|getRandom|getDistributions)");

    /** Unseeded unless they are given a seed or a generator. */
    private static final Pattern UNSEEDED_ALONE = Pattern.compile("java\\.util\\.(Random|SplittableRandom)\\.<init>"
            + "|java\\.util\\.random\\.RandomGeneratorFactory\\.create"
            + "|org\\.nd4j\\.linalg\\.dataset\\..*DataSet\\.shuffle"
            + "|org\\.nd4j\\.linalg\\.factory\\.RandomFactory\\.getNewRandomInstance");

    /**
     * Unseeded unless they are given a generator. A seed does not help Nd4j.rand(seed, ...): it sets the generator that
     * all others draw from.
     */
    private static final Pattern WANTS_A_GENERATOR = Pattern.compile(
            "java\\.util\\.Collections\\.shuffle" + "|org\\.nd4j\\.linalg\\.factory\\.Nd4j\\.(rand.*|choice|shuffle)");

    private static final List<String> GENERATORS = List.of("java.util.Random", "org.nd4j.linalg.api.rng.Random");

    static final DescribedPredicate<JavaClass> FILES = resideInAnyPackage("java.nio.file..", "java.nio.channels..")
            .or(nameMatching("java\\.io\\.(File.*|RandomAccessFile)").forSubtype());

    static final DescribedPredicate<JavaClass> DESERIALISERS = nameMatching(
                    ".*\\.(ObjectInputStream|ModelSerializer|SerializationUtils)")
            .forSubtype();

    /** They run code or hand bytes that nobody checked to native code; cut files come back whole, from other memory. */
    private static final Pattern READERS = Pattern.compile(".*\\.(Multi)?DataSet\\.load"
            + "|org\\.nd4j\\.linalg\\.factory\\.Nd4j\\.(read.*|createFromNp[yz].*|createNpyFrom.*|fromByteArray|fromNpy.*)"
            + "|org\\.nd4j\\.serde\\..*"
            + "|org\\.nd4j\\.autodiff\\.samediff\\.SameDiff\\.(load|fromFlat.*|import.*)");

    static final DescribedPredicate<JavaAccess<?>> LOADING =
            describe("loads arrays, data sets or graphs", access -> READERS.matcher(name(access))
                    .matches());

    static final DescribedPredicate<JavaAccess<?>> PRINTING =
            describe("prints", access -> prints(access) && !isTheCommand(access) && !silences(access));

    static final DescribedPredicate<JavaAccess<?>> UNSEEDED =
            describe("draws unseeded numbers", access -> isUnseeded(access) && !mayUseTheGlobalGenerator(access));

    static final DescribedPredicate<JavaAccess<?>> SAME_DIFF = describe(
            "uses SameDiff itself",
            access -> name(access).startsWith("org.nd4j.autodiff.")
                    && !name(access).startsWith(VARIABLE)
                    && !isTheYardstick(access));

    static final DescribedPredicate<JavaAccess<?>> VARIABLE_METHODS = describe(
            "does arithmetic on a variable",
            access -> name(access).startsWith(VARIABLE)
                    && !QUESTIONS.contains(access.getTarget().getName()));

    /** The loss that fit reports is always 0; calculateGradients switches the array cache off for good. */
    static final DescribedPredicate<JavaAccess<?>> FITTING = describe(
            "trains with SameDiff itself",
            access -> name(access).matches("org\\.nd4j\\.autodiff\\.samediff\\.SameDiff\\.(fit|calculateGradients).*")
                    && !isTheYardstick(access));

    private Forbidden() {}

    private static boolean prints(JavaAccess<?> access) {
        boolean trace = access.getTarget().getName().equals("printStackTrace")
                && access.getTargetOwner().isAssignableTo(Throwable.class)
                && parameters(access).isEmpty();
        return trace || PRINTERS.contains(name(access));
    }

    private static boolean isTheCommand(JavaAccess<?> access) {
        return access.getOriginOwner().getName().matches("(.*\\.)?lab\\.samediff\\.experiments\\.core\\.Lab(\\$.*)?");
    }

    /** SameDiff prints a line for each op that it differentiates; one method takes its stdout away and gives it back. */
    private static boolean silences(JavaAccess<?> access) {
        return access.getOriginOwner().getName().matches("(.*\\.)?lab\\.samediff\\.models\\.engine\\.Differentiated")
                && access.getOrigin().getName().equals("silently")
                && Set.of("java.lang.System.out", "java.lang.System.setOut").contains(name(access));
    }

    /** The benchmark shows what SameDiff.fit would take; one class of it does nothing else. */
    private static boolean isTheYardstick(JavaAccess<?> access) {
        return access.getOriginOwner()
                .getName()
                .matches("(.*\\.)?lab\\.samediff\\.experiments\\.bench\\.StockFit(\\$.*)?");
    }

    private static boolean isUnseeded(JavaAccess<?> access) {
        String name = name(access);
        if (ALWAYS_UNSEEDED.matcher(name).matches()) return true;
        if (UNSEEDED_ALONE.matcher(name).matches()) return parameters(access).isEmpty();
        return WANTS_A_GENERATOR.matcher(name).matches()
                && parameters(access).stream().noneMatch(GENERATORS::contains);
    }

    /** The runner seeds ND4J's generator for each run; the engine draws from it for noise inside of graphs. */
    private static boolean mayUseTheGlobalGenerator(JavaAccess<?> access) {
        return name(access).endsWith(".Nd4j.getRandom")
                && access.getOriginOwner()
                        .getPackageName()
                        .matches("(.*\\.)?lab\\.samediff\\.(models\\.engine|experiments\\.core)");
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static List<String> parameters(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) return List.of();
        return target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    }
}
