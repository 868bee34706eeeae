package lab.samediff.experiments.core;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times such as {@code 90s}, {@code 45m} or {@code 11h30m}; gives nanoseconds. */
final class Seconds implements ITypeConverter<Long> {
    private static final Pattern TIME = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");

    @Override
    public Long convert(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches() || text.isEmpty()) {
            throw new TypeConversionException("'" + Names.printable(text) + "' is no time; write 90s, 45m or 11h30m");
        }
        long seconds = part(matcher, 1) * 3600 + part(matcher, 2) * 60 + part(matcher, 3);
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
