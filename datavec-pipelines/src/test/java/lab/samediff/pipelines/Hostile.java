package lab.samediff.pipelines;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hostile input: damaged copies of a good file, and the rule that every case keeps. It ends within a second of processor
 * time, takes no more memory than was said, and ends as its reader documents; whatever else it throws fails with its
 * seed. {@code -Dfuzz.seed=17} runs the case 17 alone, {@code -Dfuzz.times=100} a hundred times
 * as many. The module experiments has a copy.
 */
public final class Hostile {
    private static final long MOST_NANOS = 1_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1",
            "255",
            "256",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "-1e400",
            "1e-400",
            "1.5",
            "NaN",
            "Infinity",
            "0x10",
            "1d",
            "\u0661\u0662",
            "1,000",
            "");

    private static final List<String> TEXTS = List.of(
            "\0",
            "\ufeff",
            "\r",
            "\r\n",
            "\n",
            "\n\n",
            "\t",
            " ",
            ",",
            "\"",
            "\"\"",
            "'",
            "\\",
            "/",
            "=",
            ".",
            "-",
            "%",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ":",
            "#",
            "null",
            "true",
            "\u202e",
            "\u2028",
            "\u0085",
            "\u00a0",
            "é",
            "\ud83d\ude00");

    /** What only a text in memory can hold. */
    private static final List<String> SURROGATES = List.of("\ud800", "\udfff", "\udc00\ud800");

    /** No UTF-8: a lone byte, an overlong form, half of a surrogate pair, too large a number, a cut character. */
    private static final List<String> NO_UTF8 = List.of(
            "\u00ff", "\u0080", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080", "\u00e2\u0082");

    private static final List<String> WORDS =
            Stream.of(NUMBERS, TEXTS, SURROGATES).flatMap(List::stream).toList();

    // One char a byte, so that bytes and texts are damaged by the same code.
    private static final List<String> BYTE_WORDS = Stream.concat(
                    Stream.of(NUMBERS, TEXTS)
                            .flatMap(List::stream)
                            .map(word -> latin(word.getBytes(StandardCharsets.UTF_8))),
                    NO_UTF8.stream())
            .toList();

    private Hostile() {}

    /** One case, made from random numbers; true if its input was taken, false if it was refused as documented. */
    public interface Case {
        /** Runs it. */
        boolean taken(SplittableRandom random) throws Exception;
    }

    /** How many cases were taken and refused. */
    public record Tally(int taken, int refused) {}

    /**
     * Runs the cases with the seeds from 0.
     *
     * @param mostBytes that one case may allocate, all that is freed again included
     * @throws AssertionError naming the seed of the first that breaks the rule
     */
    public static Tally cases(int count, long mostBytes, Case test) {
        Integer only = Integer.getInteger("fuzz.seed");
        int taken = 0;
        int from = only == null ? 0 : only;
        int to = only == null ? count * Integer.getInteger("fuzz.times", 1) : only + 1;
        // The first one loads classes.
        if (count > 1) taken(from, Long.MAX_VALUE, test);
        for (int seed = from; seed < to; seed++) if (taken(seed, mostBytes, test)) taken++;
        return new Tally(taken, to - from - taken);
    }

    private static boolean taken(int seed, long mostBytes, Case test) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        // What the stack of a case that never ends is printed with.
        Thread.currentThread().setName("case with seed " + seed);
        boolean taken;
        try {
            taken = test.taken(new SplittableRandom(seed));
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        if (nanos > MOST_NANOS) throw new AssertionError("seed " + seed + " took " + nanos / 1_000_000 + " ms");
        if (bytes > mostBytes) throw new AssertionError("seed " + seed + " took " + bytes + " bytes");
        return taken;
    }

    /** The bytes after one to three changes. */
    public static byte[] mutated(byte[] original, SplittableRandom random) {
        return changed(latin(original), BYTE_WORDS, random).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text after one to three changes; it may hold halves of surrogate pairs. */
    public static String mutated(String original, SplittableRandom random) {
        return changed(original, WORDS, random);
    }

    /** One of a list. */
    public static <T> T any(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    /** A word that readers stumble over. */
    public static String word(SplittableRandom random) {
        return any(WORDS, random);
    }

    private static String changed(String original, List<String> words, SplittableRandom random) {
        String text = original;
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) text = change(text, words, random);
        return text;
    }

    private static String change(String text, List<String> words, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(1, 40));
        String part = text.substring(at, end);
        return switch (random.nextInt(10)) {
            case 0 -> splice(text, at, at, part); // doubled
            case 1 -> splice(text, at, end, ""); // deleted
            case 2 -> text.substring(0, at); // cut off
            case 3 -> splice(text, at, at, part.repeat(random.nextInt(1, 300)));
            case 4, 5 -> splice(text, at, at, any(words, random));
            case 6 -> number(text, at, random);
            case 7 -> line(text, at, random);
            case 8 -> splice(text, at, Math.min(at + 1, text.length()), any(words, random));
            default -> flipped(text, at, random);
        };
    }

    /** With one bit another. */
    private static String flipped(String text, int at, SplittableRandom random) {
        if (at == text.length()) return text;
        return splice(text, at, at + 1, String.valueOf((char) (text.charAt(at) ^ 1 << random.nextInt(8))));
    }

    /** With another number in place of the next one. */
    private static String number(String text, int at, SplittableRandom random) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.find(at)) return text;
        String other = latin(any(NUMBERS, random).getBytes(StandardCharsets.UTF_8));
        return splice(text, matcher.start(), matcher.end(), other);
    }

    /** With a line once more, elsewhere. */
    private static String line(String text, int at, SplittableRandom random) {
        int from = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(from, end < 0 ? text.length() : end + 1);
        int to = random.nextInt(text.length() + 1);
        int start = text.lastIndexOf('\n', to - 1) + 1;
        return splice(text, start, start, line);
    }

    private static String splice(String text, int from, int to, String between) {
        return text.substring(0, from) + between + text.substring(to);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
