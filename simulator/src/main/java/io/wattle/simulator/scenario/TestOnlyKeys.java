package io.wattle.simulator.scenario;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.simulator.meter.MeterSecurity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** Keys that anybody can work out from the seed. They protect nothing and must never reach a real meter. */
final class TestOnlyKeys {
    private TestOnlyKeys() {}

    /** Every key that the terms may need, for both sides. */
    static MeterSecurity security(long seed, String serial, SecurityTerms terms) {
        SecuritySuite suite = terms.suite();
        Map<KeyUse, byte[]> client = new EnumMap<>(KeyUse.class);
        client.put(KeyUse.ENCRYPTION, key("encryption", seed, serial, suite));
        client.put(KeyUse.AUTHENTICATION, key("authentication", seed, serial, suite));
        client.put(KeyUse.MASTER, key("master", seed, serial, suite));
        if (terms.equals(SecurityTerms.USUAL)) {
            return MeterSecurity.usual(new DlmsKeys(client));
        }
        client.put(KeyUse.PASSWORD, HexFormat.of()
                .formatHex(key("password", seed, serial, SecuritySuite.SUITE_0))
                .getBytes(StandardCharsets.US_ASCII));
        Map<KeyUse, byte[]> meter = new EnumMap<>(client);
        if (suite.hasKeyPairs()) {
            share(KeyUse.SIGNING, KeyUse.PEER_SIGNING, seed, serial, suite, client, meter);
            share(KeyUse.AGREEMENT, KeyUse.PEER_AGREEMENT, seed, serial, suite, client, meter);
        }
        return new MeterSecurity(new DlmsKeys(meter), new DlmsKeys(client), terms);
    }

    private static void share(KeyUse own, KeyUse peer, long seed, String serial, SecuritySuite suite,
            Map<KeyUse, byte[]> client, Map<KeyUse, byte[]> meter) {
        EllipticKeys.Pair clients = pair("client " + own.word(), seed, serial, suite);
        EllipticKeys.Pair meters = pair("meter " + own.word(), seed, serial, suite);
        client.put(own, clients.secret());
        meter.put(peer, clients.open());
        meter.put(own, meters.secret());
        client.put(peer, meters.open());
    }

    private static EllipticKeys.Pair pair(String use, long seed, String serial, SecuritySuite suite) {
        try {
            SecureRandom fromSeed = SecureRandom.getInstance("SHA1PRNG"); // gives the same after the same seed
            fromSeed.setSeed(digest(use + ", seed " + seed + ", meter " + serial));
            return new EllipticKeys(suite).generate(fromSeed);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("the JDK has SHA1PRNG", e);
        }
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

    private static byte[] key(String use, long seed, String serial, SecuritySuite suite) {
        return Arrays.copyOf(digest(use + ", seed " + seed + ", meter " + serial), suite.keyBytes());
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
