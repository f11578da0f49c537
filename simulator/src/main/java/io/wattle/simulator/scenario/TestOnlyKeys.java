package io.wattle.simulator.scenario;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Keys that anybody can work out from the seed. They protect nothing and must never reach a real meter. */
final class TestOnlyKeys {
    private static final int KEY_BYTES = 16;

    private TestOnlyKeys() {}

    static DlmsKeys of(long seed, String serial) {
        return new DlmsKeys(key("encryption", seed, serial), key("authentication", seed, serial));
    }

    /** The caller closes it. */
    static VendingKey vendingKey(long seed, VendingKeyLabel label) {
        return new VendingKey(label, vendingBytes(seed, label));
    }

    /** Of odd parity each, which DKGA02 asks for and DKGA04 does not mind. */
    static byte[] vendingBytes(long seed, VendingKeyLabel label) {
        byte[] key = Arrays.copyOf(
                digest("vending, seed " + seed + ", SGC " + label.supplyGroup() + ", KRN " + label.revision() + ", "
                        + label.kind() + ", base date " + label.baseDate().year() + ", DKGA "
                        + label.algorithm().digits()),
                label.algorithm().vendingKeyBytes());
        for (int i = 0; i < key.length; i++) {
            key[i] ^= (byte) (1 - Integer.bitCount(key[i] & 0xFF) % 2);
        }
        return key;
    }

    private static byte[] key(String use, long seed, String serial) {
        return Arrays.copyOf(digest(use + ", seed " + seed + ", meter " + serial), KEY_BYTES);
    }

    private static byte[] digest(String what) {
        String source = "wattle simulator, test only, " + what;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return digest.digest(source.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
