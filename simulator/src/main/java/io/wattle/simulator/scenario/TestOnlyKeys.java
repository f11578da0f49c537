package io.wattle.simulator.scenario;

import io.wattle.protocols.dlms.DlmsKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Keys that anybody can work out from seed and serial number. They protect nothing and must never reach a real meter. */
final class TestOnlyKeys {
    private static final int KEY_BYTES = 16;

    private TestOnlyKeys() {}

    static DlmsKeys of(long seed, String serial) {
        return new DlmsKeys(key("encryption", seed, serial), key("authentication", seed, serial));
    }

    private static byte[] key(String use, long seed, String serial) {
        String source = "wattle simulator, test only, " + use + ", seed " + seed + ", meter " + serial;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Arrays.copyOf(digest.digest(source.getBytes(StandardCharsets.US_ASCII)), KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
