package lab.samediff.experiments.core;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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

    private final FileChannel out;
    private final LongSupplier nanoTime;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private long began;
    private int every = 1;
    private boolean muted;
    private boolean closed;

    private static final class Metric {
        private int written = -1;
        private int lastStep = -1;
        private double last;
        private double time;
    }

    /**
     * Where the file stands.
     *
     * @param bytes its length
     * @param seconds since the run began
     * @param every steps between two values that are written
     * @param latest what is known of each metric
     */
    record Position(long bytes, double seconds, int every, Map<String, Latest> latest) {}

    /**
     * What is known of a metric.
     *
     * @param written the step of the value that was written last
     * @param step the step of the newest value
     * @param value the newest value
     * @param time when it came, in seconds since the run began
     */
    record Latest(int written, int step, double value, double time) {}

    /** Appends to the file; {@code nanoTime} is the clock, {@link System#nanoTime} outside of tests. */
    MetricsLog(Path file, LongSupplier nanoTime) throws IOException {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        out.position(out.size());
    }

    /** Drops all values until {@link #restore}: they are in the file already. */
    synchronized void mute() {
        muted = true;
    }

    /** Where the file stands now; what is written so far is on the disk when this returns. */
    synchronized Position position() {
        Map<String, Latest> latest = new LinkedHashMap<>();
        metrics.forEach((name, m) -> latest.put(name, new Latest(m.written, m.lastStep, m.last, m.time)));
        try {
            out.force(false);
            return new Position(out.position(), seconds(), every, latest);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write metrics.jsonl to the disk", e);
        }
    }

    /**
     * Goes back to a position: cuts off what was written later, and speaks again.
     *
     * @throws UncheckedIOException if the file is shorter, for then values are lost
     */
    synchronized void restore(Position position) {
        try {
            if (out.size() < position.bytes()) {
                throw new IOException("it has " + out.size() + " bytes, and had " + position.bytes()
                        + " when the checkpoint was written");
            }
            out.truncate(position.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("can't go on with metrics.jsonl: " + e.getMessage(), e);
        }
        began = nanoTime.getAsLong() - Math.round(position.seconds() * 1e9);
        every = position.every();
        metrics.clear();
        position.latest().forEach((name, latest) -> {
            Metric metric = new Metric();
            metric.written = latest.written();
            metric.lastStep = latest.step();
            metric.last = latest.value();
            metric.time = latest.time();
            metrics.put(name, metric);
        });
        muted = false;
    }

    /** Sets the cadence for a loop of {@code steps} steps, after writing what the loop before held back. */
    synchronized void loop(int steps) {
        if (muted) return;
        writeLast();
        every = Math.max(1, (steps + KEPT - 1) / KEPT);
    }

    synchronized void log(int step, String name, double value) {
        Names.checkMetric(name);
        if (muted) return;
        Metric metric = metrics.computeIfAbsent(name, n -> new Metric());
        metric.last = value;
        metric.lastStep = step;
        metric.time = Math.round(seconds() * 1e3) / 1e3;
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

    private double seconds() {
        return (nanoTime.getAsLong() - began) / 1e9;
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
            ByteBuffer rest = ByteBuffer.wrap((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) out.write(rest);
        } catch (IOException e) {
            throw new UncheckedIOException("can't append to metrics.jsonl", e);
        }
        metric.written = metric.lastStep;
    }
}
