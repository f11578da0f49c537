package io.wattle.headend.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with the nonce in front (12 bytes) and the tag behind (16 bytes). The nonce is made from key, context and
 * contents (HMAC-SHA-256 under a key of its own): the same contents give the same bytes, and two contents never share a
 * nonce by chance of a bad random source. Pure.
 */
final class Aes {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int OVERHEAD_BYTES = NONCE_BYTES + 16;
    private static final int TAG_BITS = 128;

    private Aes() {}

    static byte[] seal(byte[] key, String context, byte[] plain) {
        byte[] about = context.getBytes(StandardCharsets.UTF_8);
        byte[] nonceKey = mac(key, "nonce".getBytes(StandardCharsets.US_ASCII), new byte[0]);
        byte[] nonce = Arrays.copyOf(mac(nonceKey, about, plain), NONCE_BYTES);
        Arrays.fill(nonceKey, (byte) 0);
        try {
            byte[] sealed = Arrays.copyOf(nonce, OVERHEAD_BYTES + plain.length);
            cipher(Cipher.ENCRYPT_MODE, key, nonce, about).doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** Empty if key, context or bytes are not those of the sealing. */
    static Optional<byte[]> open(byte[] key, String context, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, context.getBytes(StandardCharsets.UTF_8))
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] about) throws GeneralSecurityException {
        byte[] cipherKey = mac(key, "cipher".getBytes(StandardCharsets.US_ASCII), new byte[0]);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(cipherKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about);
        Arrays.fill(cipherKey, (byte) 0);
        return cipher;
    }

    private static byte[] mac(byte[] key, byte[] about, byte[] contents) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((about.length + ":").getBytes(StandardCharsets.US_ASCII));
            mac.update(about);
            return mac.doFinal(contents);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
