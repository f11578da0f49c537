package io.wattle.protocols.dlms.security;

import java.util.Arrays;

/**
 * The two global keys of suite 0, as the codecs hold them for one association. Never printed, never compared.
 *
 * @param encryption global unicast encryption key, 16 bytes; copied in and out
 * @param authentication authentication key, 16 bytes; copied in and out
 */
public record GlobalKeys(byte[] encryption, byte[] authentication) {
    private static final int KEY_BYTES = 16;

    public GlobalKeys {
        if (encryption.length != KEY_BYTES || authentication.length != KEY_BYTES) {
            throw new IllegalArgumentException("keys must have 16 bytes, have " + encryption.length + " and "
                    + authentication.length);
        }
        encryption = encryption.clone();
        authentication = authentication.clone();
    }

    @Override
    public byte[] encryption() {
        return encryption.clone();
    }

    @Override
    public byte[] authentication() {
        return authentication.clone();
    }

    /** Overwrites the copies in here; the keys are of no use afterwards. */
    public void wipe() {
        Arrays.fill(encryption, (byte) 0);
        Arrays.fill(authentication, (byte) 0);
    }

    @Override
    public String toString() {
        return "GlobalKeys[hidden]";
    }
}
