package lab.samediff.models.engine.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** The bits that every kernel gives for the same numbers, as lines of name and checksum. */
final class KernelBits {
    private static final int N = 512;
    private static final float[] WILD = TileMemory.wild(4096, 7);
    private static final float[] NORMAL = TileMemory.normal(8192, 11);
    private static final float P = -0.3f;
    private static final float Q = 0.7f;

    private KernelBits() {}

    /** Prints {@link #all} as this JVM has it; started with {@code -Xint} by {@link KernelBitsTest}. */
    public static void main(String[] args) {
        all().forEach(System.out::println);
    }

    static List<String> all() {
        Kernels kernels = Kernels.best();
        List<String> lines = new ArrayList<>();
        for (Unary op : Unary.values()) {
            float[] t = WILD.clone();
            kernels.unary(op, t, 0, 2048, N, P, Q);
            lines.add(op + " " + checksum(t));
        }
        for (Binary op : Binary.values()) {
            float[] t = WILD.clone();
            kernels.binary(op, t, 0, 1024, 2048, N);
            lines.add(op + " " + checksum(t));
        }
        for (Ternary op : Ternary.values()) {
            float[] t = WILD.clone();
            kernels.ternary(op, t, 0, 1024, 2048, 3072, N);
            lines.add(op + " " + checksum(t));
        }
        reductions(kernels, lines);
        float[] t = NORMAL.clone();
        kernels.adam(t, 0, 512, 1024, 1536, N, AdamStep.of(1e-3, 0.9, 0.999, 1e-8, 4));
        kernels.rmsProp(t, 0, 512, 2048, N, 1e-3, 0.9, 1e-8);
        kernels.momentum(t, 0, 512, 2560, N, 1e-3, 0.9);
        lines.add("optimisers " + checksum(t));
        return lines;
    }

    private static void reductions(Kernels kernels, List<String> lines) {
        for (int columns : new int[] {1, 3, 8, 17, 128}) {
            float[] t = NORMAL.clone();
            kernels.rowSum(t, 0, 4096, 30, columns);
            kernels.columnSum(t, 0, 5000, 30, columns);
            kernels.rowMax(t, 0, 6000, 30, columns);
            t[7000] = kernels.sum(t, 0, 30 * columns);
            t[7001] = (float) kernels.sumOfSquares(t, 0, 30 * columns);
            lines.add("reductions " + columns + " " + checksum(t));
        }
    }

    private static long checksum(float[] t) {
        CRC32 crc = new CRC32();
        for (float x : t) {
            int bits = Float.floatToIntBits(x);
            for (int shift = 0; shift < 32; shift += 8) crc.update(bits >>> shift);
        }
        return crc.getValue();
    }
}
