package io.wattle.protocols.dlms;

import java.util.Arrays;

/**
 * Global keys of one meter for security suite 0: AES-128 in GCM (IEC 62056-5-3). Never printed.
 *
 * <p>Copies what it is given; {@link #close()} wipes the copies. Safe to share between threads until closed.
 */
public final class DlmsKeys implements AutoCloseable {
    private static final int KEY_BYTES = 16;
    private final byte[] encryptionKey;
    private final byte[] authenticationKey;

    /**
     * @param encryptionKey global unicast encryption key, 16 bytes
     * @param authenticationKey authentication key, 16 bytes
     */
    public DlmsKeys(byte[] encryptionKey, byte[] authenticationKey) {
        this.encryptionKey = checked("encryptionKey", encryptionKey);
        this.authenticationKey = checked("authenticationKey", authenticationKey);
    }

    /** A copy: the caller wipes it after use. */
    public byte[] encryptionKey() {
        return encryptionKey.clone();
    }

    /** A copy: the caller wipes it after use. */
    public byte[] authenticationKey() {
        return authenticationKey.clone();
    }

    @Override
    public void close() {
        Arrays.fill(encryptionKey, (byte) 0);
        Arrays.fill(authenticationKey, (byte) 0);
    }

    @Override
    public String toString() {
        return "DlmsKeys[hidden]";
    }

    private static byte[] checked(String name, byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(name + " must have 16 bytes, has " + key.length);
        }
        return key.clone();
    }
}
