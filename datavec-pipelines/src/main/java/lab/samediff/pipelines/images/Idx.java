package lab.samediff.pipelines.images;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import lab.samediff.pipelines.DataFormatException;

/**
 * An IDX file of unsigned bytes, the format of MNIST: a magic number (0, 0, 8, number of dimensions), the dimensions as
 * big-endian 32-bit integers, then the values, last dimension fastest. LeCun, Cortes, Burges, "The MNIST database".
 *
 * <p>A file may be compressed with gzip; that is seen from its first bytes, not from its name. Nothing in a header is
 * believed before it is checked: dimensions are positive, their product is at most {@link #MAX_BYTES}, and no more than
 * one byte beyond the declared length is ever decompressed.
 */
public final class Idx {
    /** Largest number of values in a file: 200 MiB. */
    public static final int MAX_BYTES = 200 << 20;

    private static final int UNSIGNED_BYTES = 8;
    private static final int MAX_DIMENSIONS = 4;
    private static final String FETCH_AGAIN = "The file is damaged or another one; delete it and fetch it again";

    private final int[] dims;
    private final byte[] data;

    /**
     * Values in an array of these dimensions.
     *
     * @param dims sizes of the dimensions, one to four, each positive
     * @param data the values, {@code dims[0] * dims[1] * ...} of them; not copied
     * @throws IllegalArgumentException if the dimensions do not fit the data or are out of range
     */
    public Idx(int[] dims, byte[] data) {
        if (dims.length < 1
                || dims.length > MAX_DIMENSIONS
                || Arrays.stream(dims).anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException(
                    "dimensions " + Arrays.toString(dims) + " must be 1 to 4 positive sizes");
        }
        long product = Arrays.stream(dims).asLongStream().reduce(1, Math::multiplyExact);
        if (product != data.length || product > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "dimensions " + Arrays.toString(dims) + " do not fit " + data.length + " values");
        }
        this.dims = dims.clone();
        this.data = data;
    }

    /** Number of dimensions. */
    public int rank() {
        return dims.length;
    }

    /** Size of a dimension, from 0. */
    public int dim(int dimension) {
        return dims[dimension];
    }

    /** The values, unsigned; the array itself, not a copy. */
    public byte[] data() {
        return data;
    }

    /**
     * Reads a file, compressed with gzip or not.
     *
     * @throws DataFormatException if the file is not IDX; the message names the file and the field
     * @throws IOException if the file cannot be read
     */
    public static Idx read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * Reads a stream to its end, compressed with gzip or not.
     *
     * @param in the bytes; not closed
     * @param name how messages call the file
     * @throws DataFormatException if the bytes are not IDX; the message names the file and the field
     * @throws IOException if the stream cannot be read
     */
    public static Idx read(InputStream in, String name) throws IOException {
        byte[] raw = in.readNBytes(MAX_BYTES + 4 + 4 * MAX_DIMENSIONS + 1);
        if (raw.length < 2 || (raw[0] & 0xff) != 0x1f || (raw[1] & 0xff) != 0x8b) {
            return parse(new ByteArrayInputStream(raw), name);
        }
        try (Gunzip gunzip = new Gunzip(raw)) {
            Idx idx = parse(gunzip, name);
            if (gunzip.cut) {
                throw bad(name, "gzip", "the stream ends before its checksum");
            }
            if (gunzip.left() > 0) {
                throw bad(name, "gzip", gunzip.left() + " trailing bytes after the end of the compressed stream");
            }
            return idx;
        } catch (DataFormatException e) {
            throw e;
        } catch (EOFException e) {
            throw new DataFormatException(name, "gzip", "the stream ends inside its header", FETCH_AGAIN, e);
        } catch (IOException e) {
            // From memory, so it can only be the format: header, deflate stream, checksum or length.
            throw new DataFormatException(name, "gzip", String.valueOf(e.getMessage()), FETCH_AGAIN, e);
        }
    }

    /** The file's bytes, uncompressed: {@code Idx.read} of them gives an equal object. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
        bytes.putInt(UNSIGNED_BYTES << 8 | dims.length);
        for (int dim : dims) {
            bytes.putInt(dim);
        }
        return bytes.put(data).array();
    }

    /** "IDX [60000, 28, 28]". */
    @Override
    public String toString() {
        return "IDX " + Arrays.toString(dims);
    }

    private static Idx parse(InputStream in, String name) throws IOException {
        int[] dims = header(in, name);
        long expected = 1;
        for (int dim : dims) {
            // Cannot overflow: a product of at most MAX_BYTES times an int fits a long.
            expected *= dim;
            if (expected > MAX_BYTES) {
                throw bad(name, "dimensions", Arrays.toString(dims) + " declare more than " + MAX_BYTES + " values");
            }
        }
        byte[] data = in.readNBytes((int) expected);
        if (data.length < expected) {
            throw bad(name, "values", "truncated: expected " + expected + " bytes, got " + data.length);
        }
        if (in.read() >= 0) {
            throw bad(name, "values", "trailing bytes: more than the declared " + expected);
        }
        return new Idx(dims, data);
    }

    /** The dimensions; magic number and sizes are checked. */
    private static int[] header(InputStream in, String name) throws IOException {
        DataInputStream fields = new DataInputStream(in);
        String field = "magic number";
        try {
            int magic = fields.readInt();
            int rank = magic & 0xff;
            if (magic >>> 8 != UNSIGNED_BYTES || rank < 1 || rank > MAX_DIMENSIONS) {
                throw bad(
                        name,
                        field,
                        String.format(Locale.ROOT, "expected 0x00000801 to 0x00000804, got 0x%08x", magic));
            }
            int[] dims = new int[rank];
            for (int i = 0; i < rank; i++) {
                field = DIMENSION_NAMES[i];
                dims[i] = fields.readInt();
                if (dims[i] < 1) {
                    throw bad(name, field, "must be positive, got " + dims[i]);
                }
            }
            return dims;
        } catch (EOFException e) {
            throw new DataFormatException(name, field, "truncated: the file ends inside the header", FETCH_AGAIN, e);
        }
    }

    private static final String[] DIMENSION_NAMES = {"count", "rows", "columns", "channels"};

    private static DataFormatException bad(String name, String field, String problem) {
        return new DataFormatException(name, field, problem, FETCH_AGAIN);
    }

    /** A gzip stream over bytes in memory that says whether it was cut short and what follows its end. */
    private static final class Gunzip extends GZIPInputStream {
        private boolean cut;

        Gunzip(byte[] raw) throws IOException {
            // The buffer holds everything, so what the inflater has not used is exactly what is left.
            super(new ByteArrayInputStream(raw), raw.length);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (EOFException e) {
                cut = true;
                return -1;
            }
        }

        /** Bytes after the trailer (checksum and length, 8 bytes); to be asked at the end of the stream. */
        int left() {
            return Math.max(0, inf.getRemaining() - 8);
        }
    }
}
