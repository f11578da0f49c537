package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** How symmetric keys come about: derived from a shared secret, or wrapped under another key. */
public final class SymmetricKeys {
    private static final byte[] AES_GCM = {0x60, (byte) 0x85, 0x74, 0x05, 0x08, 0x03}; // 2.16.756.5.8.3.x
    private static final int GCM_128 = 0;
    private static final int GCM_256 = 1;
    static final int BLOCK_BYTES = 8; // of RFC 3394
    private static final int WRAPPED_BYTES_MIN = 3 * BLOCK_BYTES;

    private SymmetricKeys() {}

    /**
     * The key for AES-GCM out of a shared secret: NIST SP 800-56A, single-step derivation with a hash, whose other
     * information is the algorithm's identifier and the two parties (IEC 62056-5-3, Key derivation function). One round is
     * enough: no key is longer than its suite's hash.
     *
     * @param sender who sends the message: the system title, with the nonce behind it where the scheme has one
     * @param receiver system title of who takes it
     */
    public static byte[] derive(SecuritySuite suite, byte[] sharedSecret, byte[] sender, byte[] receiver) {
        byte[] message = new AxdrWriter().unsigned32(1)
                .bytes(sharedSecret)
                .bytes(AES_GCM)
                .unsigned8(suite.keyBytes() == 16 ? GCM_128 : GCM_256)
                .bytes(sender)
                .bytes(receiver)
                .toByteArray();
        try {
            byte[] whole = MessageDigest.getInstance(suite.curve().hash).digest(message);
            return Arrays.copyOf(whole, suite.keyBytes());
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("no " + suite.curve().hash, broken);
        } finally {
            Arrays.fill(message, (byte) 0);
        }
    }

    /** AES key wrap (RFC 3394): eight bytes longer than the key. */
    public static byte[] wrap(byte[] master, byte[] key) {
        try {
            return wrapping(Cipher.ENCRYPT_MODE, master).doFinal(key);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot wrap a key", broken);
        }
    }

    /** What was wrapped under {@code master}; empty if it was not, or was changed. */
    public static Optional<byte[]> unwrap(byte[] master, byte[] wrapped) {
        if (wrapped.length < WRAPPED_BYTES_MIN || wrapped.length % BLOCK_BYTES != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(wrapping(Cipher.DECRYPT_MODE, master).doFinal(wrapped));
        } catch (InvalidKeyException broken) {
            throw new IllegalStateException("cannot unwrap a key", broken);
        } catch (GeneralSecurityException forged) {
            return Optional.empty();
        }
    }

    private static Cipher wrapping(int mode, byte[] master) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
        cipher.init(mode, new SecretKeySpec(master, "AES"));
        return cipher;
    }
}
