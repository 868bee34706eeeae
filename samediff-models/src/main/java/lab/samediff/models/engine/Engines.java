package lab.samediff.models.engine;

import lab.samediff.models.engine.plan.Team;
import org.jspecify.annotations.Nullable;

/**
 * What graphs of this process are executed with: the kind of engine, from the system property {@code lab.engine}
 * (auto if it is not set) or from {@link #use}, and one team of threads, as many as the system property
 * {@code lab.threads} says (as there are processors if it is not set).
 */
public final class Engines {
    /** System property with the name of an {@link EngineKind}. */
    public static final String KIND = "lab.engine";

    /** System property with the number of threads that share a run of a plan. */
    public static final String THREADS = "lab.threads";

    private static volatile @Nullable EngineKind chosen;

    private Engines() {}

    /**
     * The kind that graphs get which are made from now on.
     *
     * @throws IllegalArgumentException if the system property names none
     */
    public static EngineKind kind() {
        EngineKind known = chosen;
        return known != null ? known : EngineKind.of(System.getProperty(KIND, EngineKind.AUTO.toString()));
    }

    /** Chooses for graphs that are made from now on, whatever the system property says. */
    public static void use(EngineKind kind) {
        chosen = kind;
    }

    /**
     * How many threads share a run of a plan.
     *
     * @throws IllegalArgumentException if the system property is no number from 1 on
     */
    public static int threads() {
        String wanted = System.getProperty(THREADS);
        if (wanted == null) return Runtime.getRuntime().availableProcessors();
        if (!wanted.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(THREADS + " is " + wanted + "; it is a number from 1 to 9999");
        }
        return Integer.parseInt(wanted);
    }

    /** The team that all plans of the process share; its threads start on first use. */
    public static Team team() {
        return Shared.TEAM;
    }

    private static final class Shared {
        static final Team TEAM = new Team(threads());
    }
}
