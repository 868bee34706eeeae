package lab.samediff.models.graph;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Refuses arrays that this machine, or the container that the process runs in, can't hold. Native code that gets no memory
 * ends the process, or is ended by the system a while later.
 */
public final class MemoryLimit {
    /** Smaller arrays are not worth a look at how much the process has. */
    private static final long SMALL = 1L << 26;

    private static final double GIB = 1L << 30;

    private MemoryLimit() {}

    /**
     * Checks an array that is about to be made.
     *
     * @param what the array's name, for the message
     * @throws MemoryLimitException if it takes more than the machine's memory less what the process has already
     */
    public static void check(String what, DataType type, long... shape) {
        double bytes = type.width();
        for (long size : shape) bytes *= size;
        if (bytes < SMALL) return;
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long taken = Pointer.physicalBytes();
        if (bytes <= total - taken) return;
        throw new MemoryLimitException(String.format(
                Locale.ROOT,
                "%s of shape %s would take %.1f GiB; there are %.1f GiB, of which this process has %.1f; make a size"
                        + " or the batch smaller",
                what,
                Arrays.toString(shape),
                bytes / GIB,
                total / GIB,
                taken / GIB));
    }
}
