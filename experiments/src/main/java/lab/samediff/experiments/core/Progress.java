package lab.samediff.experiments.core;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How far a loop is, with the time that is left: one line redrawn on a terminal, else a line every ten seconds. */
final class Progress {
    /** Where the progress goes. */
    enum Mode {
        TERMINAL(200_000_000L),
        LINES(10_000_000_000L),
        NONE(Long.MAX_VALUE);

        private final long nanos;

        Mode(long nanos) {
            this.nanos = nanos;
        }
    }

    private static final int WIDTH = 20;

    private final PrintStream err;
    private final Mode mode;
    private final LongSupplier nanoTime;
    private final String name;
    private long began;
    private long shown;
    private int length;

    /** {@code nanoTime} is the clock, {@link System#nanoTime} outside of tests. */
    Progress(PrintStream err, Mode mode, LongSupplier nanoTime, String name) {
        this.err = err;
        this.mode = mode;
        this.nanoTime = nanoTime;
        this.name = name;
    }

    /** A loop begins. */
    void begin() {
        began = nanoTime.getAsLong();
        shown = began;
    }

    /** {@code done} of {@code total} steps are finished; {@code note} is shown behind. */
    void at(int done, int total, String note) {
        if (mode == Mode.NONE) {
            return;
        }
        long now = nanoTime.getAsLong();
        boolean last = done == total;
        if (now - shown < mode.nanos && !(last && length > 0)) {
            return;
        }
        shown = now;
        String text = name + " " + text(done, total, now - began) + (note.isEmpty() ? "" : "  " + note);
        if (mode == Mode.LINES) {
            err.println(text);
        } else {
            redraw(bar(done, total) + " " + text);
        }
    }

    /** The loop has ended; the line on the terminal is taken away. */
    void end() {
        if (length > 0) {
            err.print("\r" + " ".repeat(length) + "\r");
            err.flush();
            length = 0;
        }
    }

    private void redraw(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
        err.flush();
        length = text.length();
    }

    private static String bar(int done, int total) {
        int full = (int) ((long) WIDTH * done / total);
        return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "]";
    }

    private static String text(int done, int total, long nanos) {
        long left = done == 0 ? 0 : Math.round((double) nanos / done * (total - done) / 1e9);
        String eta = done == 0 || done == total ? "" : ", " + duration(left) + " left";
        return String.format(Locale.ROOT, "%d/%d (%d %%)%s", done, total, 100L * done / total, eta);
    }

    /** Such as {@code 42 s}, {@code 3 min 05 s} or {@code 2 h 10 min}. */
    static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
    }
}
