package lab.samediff.experiments.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Child processes of PyTorch's side.
 *
 * @param python an interpreter that can import torch
 * @param script {@code scripts/pytorch/twin.py}
 */
record Twin(String python, Path script) {
    private static final Set<String> SWITCHES = Set.of(
            "OMP_NUM_THREADS",
            "OMP_WAIT_POLICY",
            "OPENBLAS_NUM_THREADS",
            "OPENBLAS_THREAD_TIMEOUT",
            "MKL_NUM_THREADS",
            "GOMP_SPINCOUNT");

    /** How PyTorch is told to use the cores; its own pools of threads can get in each other's way. */
    enum ThreadMode {
        /** Nothing is set. */
        DEFAULT,
        /** All cores, and threads that wait sleep soon. */
        TUNED,
        /** All cores. */
        PLAIN;

        private Map<String, String> environment() {
            return this == TUNED ? Map.of("OMP_WAIT_POLICY", "PASSIVE", "OPENBLAS_THREAD_TIMEOUT", "10") : Map.of();
        }

        /** 0: as many as PyTorch likes. */
        private int threads() {
            return this == DEFAULT ? 0 : Runtime.getRuntime().availableProcessors();
        }
    }

    /**
     * The answer to {@link #check}.
     *
     * @param flops of the matrix products and convolutions that a step executes
     * @param version of PyTorch and the instructions that it uses
     */
    record Checked(List<Double> losses, double flops, String version) {}

    /**
     * The answer to {@link #time}.
     *
     * @param timings without ("single") and with ("foreach") Adam's updates of all parameters at once
     * @param peak the most memory that was resident, MiB
     * @param start from just before the process was started to the end of the first step, seconds
     */
    record Timed(Map<String, Timing> timings, double peak, double start) {}

    Child check(BenchModel model, Path folder) {
        return child(ThreadMode.TUNED, "check", model, folder);
    }

    Child time(BenchModel model, Path folder, ThreadMode mode) {
        return child(mode, "time", model, folder);
    }

    private Child child(ThreadMode mode, String side, BenchModel model, Path folder) {
        List<String> command = List.of(
                python,
                script.toString(),
                "--side=" + side,
                "--model=" + model.name(),
                "--folder=" + folder,
                "--threads=" + mode.threads());
        return new Child(command, SWITCHES, mode.environment());
    }
}
