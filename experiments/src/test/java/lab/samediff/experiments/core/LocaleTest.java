package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command in other languages and time zones, and in folders with odd names. */
@DisabledOnOs(OS.WINDOWS) // its locales have other names
class LocaleTest extends ProcessHarness {
    private static final String ODD = "a b/é ı 😀 'q' #%25 " + "long".repeat(50);

    /** Two loops with a checkpoint at each step, run in a folder of this name; returns the folder of the run. */
    private Path run(String folder, Map<String, String> env, String... flags) throws IOException, InterruptedException {
        Path out = results.resolve(folder);
        ProcessBuilder run = program(
                ToyLab.class,
                List.of(flags),
                List.of("run", "spirals", "--quiet", "--checkpoint-every", "0s", "--out", out.toString()));
        run.environment().putAll(env);
        assertThat(finished(start(run))).as(output()).isZero();
        return Folders.only(out, "spirals");
    }

    /** What it computed: its files by name, those with times in them without these. */
    private static Map<String, String> computed(Path run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.toList()) {
                String name = run.relativize(file).toString();
                boolean text = name.matches("config.json|metrics.jsonl|summary.json|.*[.]safetensors");
                files.put(name, text ? Files.readString(file, StandardCharsets.ISO_8859_1) : "");
            }
        }
        files.computeIfPresent("metrics.jsonl", (name, lines) -> lines.replaceAll("\"time\":[^,]*", ""));
        files.computeIfPresent("summary.json", (name, json) -> json.replaceAll("\"seconds\" : [^,]*", ""));
        return files;
    }

    @Test
    void everyLocaleTimeZoneAndFolderGivesTheSameBytes() throws IOException, InterruptedException {
        Map<String, String> utf8 = Map.of("LC_ALL", "C.UTF-8");
        Map<String, String> plain = computed(run("plain", utf8));
        assertThat(plain.get("metrics.jsonl")).contains("\"value\":0.5").hasLineCount(12);
        assertThat(plain).containsKeys("checkpoints/loop-0001/state.safetensors", "path.png", "report.html");
        // And fourteen hours before Greenwich.
        Path posix = run("posix", Map.of("LC_ALL", "POSIX", "TZ", "Pacific/Kiritimati"));
        assertThat(computed(posix)).isEqualTo(plain);
        assertNamedInUtc(posix.getFileName().toString());
        assertThat(computed(run("tr", utf8, "-Duser.language=tr", "-Duser.country=TR")))
                .isEqualTo(plain);
        assertThat(computed(run("de", utf8, "-Duser.language=de", "-Duser.country=DE")))
                .isEqualTo(plain);
        // Digits of their own.
        assertThat(computed(run("ar", utf8, "-Duser.language=ar", "-Duser.country=EG")))
                .isEqualTo(plain);
        assertThat(computed(run(ODD, utf8))).isEqualTo(plain);
    }

    private static void assertNamedInUtc(String run) {
        LocalDateTime named =
                LocalDateTime.parse(run.substring(0, 15), DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        assertThat(Duration.between(named.toInstant(ZoneOffset.UTC), Instant.now())
                        .abs())
                .isLessThan(Duration.ofHours(1));
    }

    @Test
    void theScriptWorksInFoldersWithOddNamesInTheLocaleC() throws IOException, InterruptedException {
        Path root = results.resolve("repository");
        Path script = Results.repository(Path.of("")).orElseThrow().resolve("scripts/lab");
        Path target = Files.createDirectories(root.resolve("experiments/target"));
        Files.createDirectories(root.resolve("scripts"));
        Files.copy(script, root.resolve("scripts/lab"));
        // Built already: its class path is ours.
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("experiments/pom.xml"), "");
        Files.createDirectories(root.resolve("experiments/src/main"));
        Files.writeString(target.resolve("experiments-0.jar"), "");
        Files.writeString(target.resolve("classpath.txt"), System.getProperty("java.class.path"));
        Files.writeString(target.resolve(".lab-built-cpu"), "");
        Path out = results.resolve("odd");
        List<String> command =
                new ArrayList<>(List.of("bash", root.resolve("scripts/lab").toString()));
        command.addAll(List.of("run", "spirals", "--quiet", "--out", out + "/" + ODD));
        ProcessBuilder lab = program(ToyLab.class, List.of(), List.of()).command(command);
        lab.environment().put("LC_ALL", "C");
        lab.environment().put("LAB_MAIN", ToyLab.class.getName());
        assertThat(finished(start(lab))).as(output()).isZero();
        assertThat(computed(Folders.only(out.resolve(ODD), "spirals"))).containsKeys("metrics.jsonl", "report.html");
    }
}
