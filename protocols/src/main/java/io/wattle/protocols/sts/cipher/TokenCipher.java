package io.wattle.protocols.sts.cipher;

import io.wattle.protocols.sts.key.DecoderKey;
import java.util.Arrays;

/** Encrypts and decrypts the 64 bits of a token, with the algorithm that the key is for. Immutable, keeps no key. */
public final class TokenCipher {
    private final StaTables tables;

    /** @param tables of EA07; EA11 has none that could differ */
    public TokenCipher(StaTables tables) {
        this.tables = tables;
    }

    /** With the tables of EA07 that the class path has. */
    public static TokenCipher standard() {
        return new TokenCipher(StaTables.fromClassPath());
    }

    /** The block under the key; bit 63 is the token's first. */
    public long encrypt(DecoderKey key, long block) {
        try (KeyedCipher cipher = keyed(key)) {
            return cipher.encrypt(block);
        }
    }

    /** The inverse of {@link #encrypt}. */
    public long decrypt(DecoderKey key, long block) {
        try (KeyedCipher cipher = keyed(key)) {
            return cipher.decrypt(block);
        }
    }

    private KeyedCipher keyed(DecoderKey key) {
        byte[] bytes = key.bytes();
        KeyedCipher cipher = switch (key.encryption()) {
            case EA07 -> new Sta(tables, bytes);
            case EA11 -> new Misty1(bytes);
        };
        Arrays.fill(bytes, (byte) 0);
        return cipher;
    }
}
