package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** sha256 as hexadecimal digits. */
final class Digest {
    private static final int BUFFER = 1 << 16;

    private Digest() {}

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /**
     * The sha256 of a stream that should have {@code expected} bytes. Reading stops soon after that many, so that a
     * compressed stream that unfolds without end gives a wrong checksum rather than no answer.
     */
    static String sha256(InputStream in, long expected) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int n = in.read(buffer); n >= 0 && total <= expected; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            total += n;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
