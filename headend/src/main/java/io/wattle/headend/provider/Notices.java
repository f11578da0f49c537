package io.wattle.headend.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows the provider's notices by a keyed digest (HMAC-SHA-256) of their bytes, in hex. A notice is no more than a hint to
 * ask, so one that is heard twice does no harm. Stateless.
 */
public final class Notices {
    private static final String ALGORITHM = "HmacSHA256";

    private Notices() {}

    /** Takes the same time whatever is wrong. */
    public static boolean isSigned(byte[] body, String signature, String secret) {
        byte[] right = signature(body, secret).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right,
                signature.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    /** What stands in the header of a notice. */
    public static String signature(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
