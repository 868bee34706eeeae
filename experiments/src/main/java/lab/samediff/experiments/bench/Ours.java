package lab.samediff.experiments.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Child processes of our side: {@link Worker} on the class path and with the flags of this process. */
final class Ours {
    private Ours() {}

    static Child check(BenchModel model, Path folder) {
        return worker(Worker.Side.CHECK, "--model=" + model.name(), "--folder=" + folder);
    }

    static Child steps(BenchModel model) {
        return worker(Worker.Side.STEPS, "--model=" + model.name());
    }

    static Child fit(BenchModel model) {
        return worker(Worker.Side.FIT, "--model=" + model.name());
    }

    static Child gemm(int threads) {
        return worker(Worker.Side.GEMM, "--threads=" + threads);
    }

    private static Child worker(Worker.Side side, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        command.add("--side=" + side.name().toLowerCase(Locale.ROOT));
        command.addAll(List.of(arguments));
        return Child.of(command);
    }
}
