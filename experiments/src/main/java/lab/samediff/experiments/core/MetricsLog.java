package lab.samediff.experiments.core;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * metrics.jsonl: a line {@code {"step":12,"time":0.5,"name":"loss","value":0.25}} per value, with the time in seconds
 * since the run began, appended and flushed. {@link lab.samediff.experiments.report.MetricsFile} reads it.
 *
 * <p>At most about 2000 values of a metric are kept per loop: in a loop of n steps a value is written if it comes at
 * least ⌈n/2000⌉ steps after the metric's last written one. The last value of each metric is always written.
 */
final class MetricsLog implements Closeable {
    private static final int KEPT = 2000;

    private final Writer out;
    private final LongSupplier nanoTime;
    private final long began;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private int every = 1;
    private boolean closed;

    private static final class Metric {
        private int written = -1;
        private int lastStep = -1;
        private double last;
        private double time;
    }

    /** {@code nanoTime} is the clock, {@link System#nanoTime} outside of tests. */
    MetricsLog(Path file, LongSupplier nanoTime) throws IOException {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Sets the cadence for a loop of {@code steps} steps, after writing what the loop before held back. */
    synchronized void loop(int steps) {
        writeLast();
        every = Math.max(1, (steps + KEPT - 1) / KEPT);
    }

    synchronized void log(int step, String name, double value) {
        Metric metric = metrics.computeIfAbsent(Names.checkMetric(name), n -> new Metric());
        metric.last = value;
        metric.lastStep = step;
        metric.time = Math.round((nanoTime.getAsLong() - began) / 1e6) / 1e3;
        if (metric.written < 0 || step - metric.written >= every || step == metric.written) {
            write(name, metric);
        }
    }

    /** The newest value of each metric. */
    synchronized Map<String, Double> latest() {
        Map<String, Double> latest = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> latest.put(name, metric.last));
        return latest;
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            writeLast();
            closed = true;
            out.close();
        }
    }

    private void writeLast() {
        metrics.forEach((name, metric) -> {
            if (metric.written != metric.lastStep) {
                write(name, metric);
            }
        });
    }

    private void write(String name, Metric metric) {
        if (closed) {
            return; // the run has been interrupted; its folder is complete
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", metric.lastStep);
        line.put("time", metric.time);
        line.put("name", name);
        line.put("value", metric.last);
        try {
            out.write(Json.line(line) + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("can't append to metrics.jsonl", e);
        }
        metric.written = metric.lastStep;
    }
}
