package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.KeyUse;
import java.util.Map;
import java.util.Optional;

/**
 * What is secret between us and one meter, for whatever its association needs: global keys, a password, key pairs
 * (IEC 62056-5-3). Never printed.
 *
 * <p>Copies what it is given; {@link #close()} wipes the copies. Safe to share between threads until closed.
 */
public final class DlmsKeys implements AutoCloseable {
    private final KeyRing ring;

    /**
     * @throws IllegalArgumentException naming a key that has a length which no suite has
     */
    public DlmsKeys(Map<KeyUse, byte[]> keys) {
        this(new KeyRing(keys));
    }

    private DlmsKeys(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * @param encryptionKey global unicast encryption key, 16 bytes, or 32 for suite 2
     * @param authenticationKey authentication key, as long
     */
    public DlmsKeys(byte[] encryptionKey, byte[] authenticationKey) {
        this(Map.of(KeyUse.ENCRYPTION, encryptionKey, KeyUse.AUTHENTICATION, authenticationKey));
    }

    /** A copy, which the caller wipes after use; empty if there is none. */
    public Optional<byte[]> find(KeyUse use) {
        return ring.find(use);
    }

    /**
     * A copy: the caller wipes it after use.
     *
     * @throws IllegalStateException if there is none
     */
    public byte[] encryptionKey() {
        return ring.get(KeyUse.ENCRYPTION);
    }

    /**
     * A copy: the caller wipes it after use.
     *
     * @throws IllegalStateException if there is none
     */
    public byte[] authenticationKey() {
        return ring.get(KeyUse.AUTHENTICATION);
    }

    /** The same keys in copies of their own, which the caller wipes after use. */
    public KeyRing ring() {
        return ring.copy();
    }

    /** The same keys once more, to be closed by themselves. */
    public DlmsKeys copy() {
        return new DlmsKeys(ring.copy());
    }

    @Override
    public void close() {
        ring.wipe();
    }

    @Override
    public String toString() {
        return "DlmsKeys[hidden]";
    }
}
