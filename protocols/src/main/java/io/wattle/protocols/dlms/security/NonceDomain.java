package io.wattle.protocols.dlms.security;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Within what an invocation counter must not repeat: one key, and the system title of who protects with it
 * (IEC 62056-5-3, initialization vector). Meters and clients that share a key share a domain.
 */
public final class NonceDomain {
    private static final int NAME_BYTES = 8;

    private NonceDomain() {}

    /**
     * A name for key and title, 16 hex digits, that does not give the key away. Two domains of one name, which is
     * unlikely, would share their counters, and that is safe.
     */
    public static String of(byte[] encryptionKey, byte[] systemTitle) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(encryptionKey, "HmacSHA256"));
            mac.update(systemTitle);
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(), NAME_BYTES));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no HMAC-SHA256 on this platform", broken);
        }
    }
}
