package lab.samediff.experiments.files;

/** The types of numbers in a {@link TensorFile}, by the names that they have there. All are little-endian; wide ones first. */
public enum Dtype {
    F64(8),
    I64(8),
    F32(4),
    I32(4),
    U8(1);

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** How many bytes one number takes. */
    public int bytes() {
        return bytes;
    }

    /**
     * How many bytes an array of these sizes takes.
     *
     * @throws ArithmeticException if they are more than a {@code long} can count
     */
    long bytes(Iterable<Long> shape) {
        long product = bytes;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
