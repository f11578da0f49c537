package io.wattle.protocols.sts.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * DES and HMAC-SHA-256 as the JDK has them. Its own copies of a key live until they are collected: wiping ours makes the
 * time shorter, no more.
 */
final class Primitives {
    static final int BLOCK_BYTES = 8;
    private static final int CHECK_BYTES = 3;

    private Primitives() {}

    /** One block under DES, which IEC 62055-41 asks for; nothing else may use it. */
    @SuppressWarnings("InsecureCryptoUsage") // a single block of a key derivation, no mode of operation
    static byte[] des(byte[] key, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("DES is not available", broken);
        }
    }

    static byte[] hmacSha256(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", broken);
        }
    }

    /** The first three bytes, as six upper-case hexadecimal digits. */
    static String checkValue(byte[] ofZeros) {
        return HexFormat.of().withUpperCase().formatHex(ofZeros, 0, CHECK_BYTES);
    }

    static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
