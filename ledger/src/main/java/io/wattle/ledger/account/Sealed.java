package io.wattle.ledger.account;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Something personal, encrypted under the key of whom it is about. Once that key is destroyed these bytes say nothing. The
 * same contents under the same key are the same bytes, so that saying something again is seen to change nothing.
 *
 * <p>Immutable, safe for any thread.
 */
public final class Sealed {
    /** In bytes. */
    public static final int BYTES_MAX = 4_096;
    /** Nothing at all. */
    public static final Sealed NOTHING = new Sealed(new byte[0]);

    private final byte[] bytes;

    private Sealed(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A copy of these bytes.
     *
     * @throws IllegalArgumentException if there are more than {@link #BYTES_MAX}
     */
    public static Sealed of(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException("must be 0.." + BYTES_MAX + " bytes, was: " + bytes.length);
        }
        return bytes.length == 0 ? NOTHING : new Sealed(bytes.clone());
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public boolean isNothing() {
        return bytes.length == 0;
    }

    /** SHA-256. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** How many bytes, and a hash that tells different ones apart. */
    @Override
    public String toString() {
        return bytes.length + " sealed bytes " + Integer.toHexString(hashCode());
    }
}
