package lab.samediff.models.engine;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.profiler.ProfilerConfig;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Threads inside of native code. Plans share a run among threads of their own, and each of those calls native code that
 * must not start more: they would fight for the same processors.
 */
final class NativeThreads {
    private static final String VARIABLE = "OMP_NUM_THREADS";
    private static final int INTERPRETED = 2;

    private static int current;

    private NativeThreads() {}

    /** Sets what an engine of this kind wants; the interpreter's number is that of OMP_NUM_THREADS, or 2. */
    static synchronized void set(EngineKind kind) {
        int wanted = kind == EngineKind.INTERPRETED ? ofInterpreter() : 1;
        if (wanted == current) return;
        OpExecutioner executioner = Nd4j.getExecutioner();
        // Its default checks every argument of every op for leaks from workspaces, of which there are none here.
        executioner.setProfilingConfig(
                ProfilerConfig.builder().checkWorkspaces(false).build());
        if (!Nd4j.getEnvironment().isCPU()) return;
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(wanted);
        Nd4j.getEnvironment().setMaxMasterThreads(wanted);
        Nd4j.getEnvironment().setMaxThreads(wanted);
        // Through ND4J's own object, which takes a thread for each core when it is made, and is made here at the
        // latest.
        Nd4j.factory().blas().setMaxThreads(wanted);
        current = wanted;
    }

    /** How many threads an op of the interpreter may use. */
    static int ofInterpreter() {
        if (Engines.isAlone()) return 1;
        String value = System.getenv(VARIABLE);
        return value != null && value.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(value) : INTERPRETED;
    }
}
