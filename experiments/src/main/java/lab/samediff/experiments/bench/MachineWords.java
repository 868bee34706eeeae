package lab.samediff.experiments.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.samediff.experiments.core.Machine;
import lab.samediff.models.engine.Engines;

/** What the numbers were measured on. */
final class MachineWords {
    private static final Pattern NATIVE = Pattern.compile("nd4j-((?:native|cuda)-[^-]+-M[^-]+-.+)\\.jar");

    private MachineWords() {}

    /** What it is, by what is asked. */
    static Map<String, String> facts(Optional<String> torch) {
        Map<String, Object> machine = Machine.facts();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", machine.get("cpu") + ", " + machine.get("cores") + " cores");
        facts.put("memory", machine.get("memoryGiB") + " GiB");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("ND4J", nativeBuild());
        facts.put("threads of native code", System.getenv().getOrDefault("OMP_NUM_THREADS", "not limited"));
        facts.put("engine", Engines.kind().toString());
        facts.put("PyTorch", torch.orElse("none"));
        return facts;
    }

    private static String nativeBuild() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .map(NATIVE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("unknown");
    }
}
