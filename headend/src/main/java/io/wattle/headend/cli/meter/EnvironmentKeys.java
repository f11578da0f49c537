package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.UsageException;
import io.wattle.headend.registry.KeyWords;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.KeySource;
import io.wattle.protocols.dlms.security.KeyUse;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One meter's keys from the environment, for whoever reads one meter by hand. */
final class EnvironmentKeys {
    static final String ENCRYPTION = "WATTLE_ENCRYPTION_KEY";
    static final String AUTHENTICATION = "WATTLE_AUTHENTICATION_KEY";
    static final String PASSWORD = "WATTLE_PASSWORD";
    private static final String PASSWORD_HEX = "password-hex";

    private EnvironmentKeys() {}

    /** The same keys for every meter asked about; none when the environment has none. */
    static KeySource fromEnvironment() {
        return from(System.getenv());
    }

    static KeySource from(Map<String, String> environment) {
        Map<KeyUse, byte[]> keys = new EnumMap<>(KeyUse.class);
        environment.forEach((variable, text) -> {
            for (KeyUse use : KeyUse.values()) {
                if (variable.equals(variable(use.word()))) {
                    put(keys, variable, use.word(), text);
                }
            }
            if (variable.equals(variable(PASSWORD_HEX))) {
                put(keys, variable, PASSWORD_HEX, text);
            }
        });
        return _ -> keys.isEmpty() ? Optional.empty() : Optional.of(made(keys));
    }

    private static void put(Map<KeyUse, byte[]> keys, String variable, String word, String text) {
        try {
            KeyWords.put(keys, word, text);
            made(keys).close();
        } catch (IllegalArgumentException bad) {
            throw new UsageException(variable + ": " + bad.getMessage());
        }
    }

    private static DlmsKeys made(Map<KeyUse, byte[]> keys) {
        return new DlmsKeys(keys);
    }

    private static String variable(String word) {
        return "WATTLE_" + word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
