package io.wattle.headend.cli;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.KeySource;
import java.util.HexFormat;
import java.util.Optional;

/** One meter's keys from the environment, for whoever reads one meter by hand. */
final class EnvironmentKeys {
    static final String ENCRYPTION = "WATTLE_ENCRYPTION_KEY";
    static final String AUTHENTICATION = "WATTLE_AUTHENTICATION_KEY";

    private EnvironmentKeys() {}

    /** The same keys for every meter asked about; none when the environment has none. */
    static KeySource fromEnvironment() {
        String encryption = System.getenv(ENCRYPTION);
        String authentication = System.getenv(AUTHENTICATION);
        if (encryption == null || authentication == null) {
            return _ -> Optional.empty();
        }
        byte[] encryptionKey = parse(ENCRYPTION, encryption);
        byte[] authenticationKey = parse(AUTHENTICATION, authentication);
        return _ -> Optional.of(new DlmsKeys(encryptionKey, authenticationKey));
    }

    private static byte[] parse(String name, String hex) {
        if (!hex.matches("[0-9a-fA-F]{32}")) {
            throw new UsageException(name + " must be 32 hex digits, has " + hex.length() + " characters");
        }
        return HexFormat.of().parseHex(hex);
    }
}
