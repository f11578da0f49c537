package io.wattle.ledger.journal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** The two checksums, made once and used again and again. For one thread at a time. */
final class Checksums {
    private final CRC32C crc = new CRC32C();
    private final MessageDigest sha256 = newSha256();

    int crc(byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    byte[] sha256(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        return sha256.digest();
    }

    /** Writes the SHA-256 of the first bytes just behind them. */
    void appendSha256(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        try {
            sha256.digest(bytes, length, Frames.HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("no room for a hash at " + length + " of " + bytes.length, e);
        }
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
