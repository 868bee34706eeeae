package lab.samediff.models.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.samediff.models.engine.kernels.Kernels;
import lab.samediff.models.engine.plan.Team;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What graphs of this process are executed with: the kind of engine, from the system property {@code lab.engine}
 * (auto if it is not set) or from {@link #use}, and one team of threads, as many as the system property
 * {@code lab.threads} says (as there are processors if it is not set), or one thread after {@link #alone}.
 */
public final class Engines {
    /** System property with the name of an {@link EngineKind}. */
    public static final String KIND = "lab.engine";

    /** System property with the number of threads that share a run of a plan. */
    public static final String THREADS = "lab.threads";

    private static volatile @Nullable EngineKind chosen;
    private static volatile boolean alone;

    private Engines() {}

    /**
     * The kind that graphs get which are made from now on.
     *
     * @throws IllegalArgumentException if the system property names none
     */
    public static EngineKind kind() {
        EngineKind known = chosen;
        return known != null ? known : configured();
    }

    /**
     * The kind that the system property names, whatever was chosen in code.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static EngineKind configured() {
        return EngineKind.of(System.getProperty(KIND, EngineKind.AUTO.toString()));
    }

    /** Chooses for graphs that are made from now on, whatever the system property says. */
    public static void use(EngineKind kind) {
        chosen = kind;
    }

    /**
     * Whether graphs that are made from now on are executed by one thread, whatever the system property says. The order of
     * sums, and so the last bits, then do not depend on how many processors there are.
     */
    public static void alone(boolean alone) {
        Engines.alone = alone;
    }

    static boolean isAlone() {
        return alone;
    }

    /**
     * How many threads share a run of a plan.
     *
     * @throws IllegalArgumentException if the system property is no number from 1 on
     */
    public static int threads() {
        if (alone) return 1;
        String wanted = System.getProperty(THREADS);
        if (wanted == null) return Runtime.getRuntime().availableProcessors();
        if (!wanted.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(THREADS + " is " + wanted + "; it is a number from 1 to 9999");
        }
        return Integer.parseInt(wanted);
    }

    /** The team that the plans of the process share; its threads start on first use. */
    public static Team team() {
        return alone ? Single.TEAM : Shared.TEAM;
    }

    /** Loads ND4J, if it is not there yet, and sets the threads of native code as this kind of engine wants them. */
    public static void prepare() {
        NativeThreads.set(kind());
    }

    /**
     * What runs of this process stand on, for people and for the record of a run: {@code engine}, {@code threads} that
     * share a step, and {@code kernels}.
     */
    public static Map<String, Object> facts() {
        boolean plans =
                kind() != EngineKind.INTERPRETED && Nd4j.getEnvironment().isCPU();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("engine", (plans ? kind() : EngineKind.INTERPRETED).toString());
        facts.put("threads", plans ? threads() : NativeThreads.ofInterpreter());
        facts.put("kernels", plans ? Kernels.best().describe() : "the ops of ND4J");
        return facts;
    }

    private static final class Single {
        static final Team TEAM = new Team(1);
    }

    private static final class Shared {
        static final Team TEAM = new Team(threads());
    }
}
