package lab.samediff.experiments.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import lab.samediff.models.engine.Engines;
import org.nd4j.linalg.factory.Nd4j;

/** Which backend of ND4J a run asks for. The class path decides which one there is. */
enum Backend {
    CPU,
    CUDA,
    /** Whichever ND4J loads. */
    AUTO;

    private static final String NO_GPU = "the CUDA backend is on the class path, but this machine has no GPU or driver"
            + " that it can use; build with mvn -Pcpu (LAB_BACKEND=cpu scripts/lab ...)";
    private static final String NO_NATIVES = "ND4J's native libraries can't be loaded: %s. They are unpacked into"
            + " ~/.javacpp/cache, or below the temporary folder if there is no home: it needs 500 MB, must be writable and not"
            + " mounted noexec; to use another: LAB_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR scripts/lab ...";
    private static final String CUDA_CLASS = "org.nd4j.linalg.jcublas.JCublasBackend";

    /**
     * Checks without loading ND4J that the class path can hold what is asked.
     *
     * @throws UsageException saying how to build with the other backend
     */
    void check() {
        if (this == CUDA && !present(CUDA_CLASS)) {
            throw new UsageException(
                    "--backend cuda: the CUDA backend is not on the class path; build with mvn -Pcuda");
        }
    }

    /**
     * Loads ND4J and sets its threads as the engine wants them.
     *
     * @throws UsageException if it loaded another backend than asked for
     */
    Map<String, Object> load() {
        Map<String, Object> facts = new LinkedHashMap<>();
        String loaded = loaded();
        boolean cuda = loaded.toLowerCase(Locale.ROOT).contains("cublas");
        if (this != AUTO && cuda != (this == CUDA)) {
            throw new UsageException("--backend " + this + ": ND4J loaded " + loaded + "; set "
                    + (cuda ? "BACKEND_PRIORITY_CPU=200" : "BACKEND_PRIORITY_GPU=200") + " or build with mvn -P"
                    + this);
        }
        Engines.prepare();
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        facts.put("class", loaded);
        facts.put("blas", String.valueOf(environment.get("blas.vendor")));
        facts.put("ompThreads", String.valueOf(environment.get("omp.threads")));
        facts.put("blasThreads", String.valueOf(environment.get("blas.threads")));
        return facts;
    }

    private static String loaded() {
        if (present(CUDA_CLASS) && !hasGpu()) throw new UsageException(NO_GPU);
        try {
            return Nd4j.getBackend().getClass().getSimpleName();
        } catch (LinkageError e) {
            throw new UsageException(present(CUDA_CLASS) ? NO_GPU : unloadable(e), e);
        }
    }

    private static String unloadable(LinkageError failure) {
        Throwable cause = failure;
        boolean natives = false;
        while (cause.getCause() != null) {
            cause = cause.getCause();
            natives |= cause instanceof UnsatisfiedLinkError;
        }
        return natives ? NO_NATIVES.formatted(cause.getMessage()) : "ND4J found no backend that runs here";
    }

    /**
     * Whether Linux shows an NVIDIA device, also inside WSL; true elsewhere. Asked first because ND4J prints stack traces
     * when it finds none.
     */
    private static boolean hasGpu() {
        return !System.getProperty("os.name").startsWith("Linux")
                || Stream.of("/dev/nvidiactl", "/dev/dxg").map(Path::of).anyMatch(Files::exists);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean present(String className) {
        try {
            Class.forName(className, false, Backend.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
