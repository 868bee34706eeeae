package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import lab.samediff.experiments.files.Sha256;
import lab.samediff.experiments.files.Tensor;
import lab.samediff.experiments.report.MetricsFile;
import lab.samediff.experiments.report.Series;

/**
 * What two runs have in common if they computed the same, bit for bit.
 *
 * @param metrics sha256 of all steps, names and values in metrics.jsonl, without their times
 * @param state sha256 of all that the run kept at its end: parameters, optimisers, random numbers
 */
record Fingerprint(String metrics, String state) {
    static Fingerprint of(Path metricsFile, Map<String, Tensor> tensors) throws IOException {
        MessageDigest metrics = Sha256.digest();
        if (Files.exists(metricsFile)) {
            for (Series series : MetricsFile.read(metricsFile).values()) {
                String line = series.name() + Arrays.toString(series.steps()) + Arrays.toString(series.values());
                metrics.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        MessageDigest state = Sha256.digest();
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            state.update((name + tensor.dtype() + tensor.shape()).getBytes(StandardCharsets.UTF_8));
            state.update(tensor.data());
        });
        HexFormat hex = HexFormat.of();
        return new Fingerprint(hex.formatHex(metrics.digest()), hex.formatHex(state.digest()));
    }
}
