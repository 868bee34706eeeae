package lab.samediff.experiments.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
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
        MessageDigest metrics = sha256();
        if (Files.exists(metricsFile)) {
            for (Series series : MetricsFile.read(metricsFile).values()) {
                String line = series.name() + Arrays.toString(series.steps()) + Arrays.toString(series.values());
                metrics.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        MessageDigest state = sha256();
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            state.update((name + tensor.dtype() + tensor.shape()).getBytes(StandardCharsets.UTF_8));
            state.update(tensor.data());
        });
        HexFormat hex = HexFormat.of();
        return new Fingerprint(hex.formatHex(metrics.digest()), hex.formatHex(state.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
