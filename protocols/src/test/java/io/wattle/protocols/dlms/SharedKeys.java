package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Every kind of key, for both sides of an association. */
public record SharedKeys(DlmsKeys client, DlmsKeys meter) {
    static final String PASSWORD = "correct horse";

    public static SharedKeys of(SecuritySuite suite) {
        Map<KeyUse, byte[]> client = new EnumMap<>(KeyUse.class);
        client.put(KeyUse.ENCRYPTION, filled(suite.keyBytes(), DlmsBench.FILL_EK));
        client.put(KeyUse.AUTHENTICATION, filled(suite.keyBytes(), DlmsBench.FILL_AK));
        client.put(KeyUse.MASTER, filled(suite.keyBytes(), 0x77));
        client.put(KeyUse.PASSWORD, PASSWORD.getBytes(StandardCharsets.US_ASCII));
        Map<KeyUse, byte[]> meter = new EnumMap<>(client);
        if (suite.hasKeyPairs()) {
            pair(suite, client, meter, KeyUse.SIGNING, KeyUse.PEER_SIGNING);
            pair(suite, client, meter, KeyUse.AGREEMENT, KeyUse.PEER_AGREEMENT);
        }
        return new SharedKeys(new DlmsKeys(client), new DlmsKeys(meter));
    }

    private static void pair(SecuritySuite suite, Map<KeyUse, byte[]> client, Map<KeyUse, byte[]> meter, KeyUse own,
            KeyUse peer) {
        EllipticKeys.Pair clients = new EllipticKeys(suite).generate();
        EllipticKeys.Pair meters = new EllipticKeys(suite).generate();
        client.put(own, clients.secret());
        meter.put(peer, clients.open());
        meter.put(own, meters.secret());
        client.put(peer, meters.open());
    }

    private static byte[] filled(int bytes, int with) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) with);
        return key;
    }
}
