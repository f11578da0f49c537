package io.wattle.headend.registry;

import io.wattle.protocols.dlms.security.KeyUse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * How a meter's keys are written in files and in the environment: as hexadecimal digits, named by what they are for. A
 * password may be written as it is, as {@code password}, or as {@code password-hex}. No message shows a key.
 */
public final class KeyWords {
    private static final String HEX = "-hex";

    private KeyWords() {}

    /**
     * Reads one key into {@code keys}.
     *
     * @param name such as {@code signing-key}
     * @throws IllegalArgumentException naming the key and what it must be
     */
    public static void put(Map<KeyUse, byte[]> keys, String name, String text) {
        KeyUse use = use(name);
        byte[] key = use == KeyUse.PASSWORD && name.equals(use.word())
                ? text.getBytes(StandardCharsets.UTF_8)
                : bytes(name, text);
        if (keys.putIfAbsent(use, key) != null) {
            throw new IllegalArgumentException(name + " stands there twice");
        }
    }

    /** A key as it is written, behind its name and an equals sign. */
    public static String write(KeyUse use, byte[] key) {
        return use.word() + (use == KeyUse.PASSWORD ? HEX : "") + "=" + HexFormat.of().formatHex(key);
    }

    private static KeyUse use(String name) {
        for (KeyUse use : KeyUse.values()) {
            if (name.equals(use.word()) || (use == KeyUse.PASSWORD && name.equals(use.word() + HEX))) {
                return use;
            }
        }
        throw new IllegalArgumentException("unknown key " + name + "; allowed are password, password-hex, master-key,"
                + " broadcast-key, signing-key, meter-signing-key, agreement-key, meter-agreement-key, meter-signing-certificate and meter-agreement-certificate");
    }

    private static byte[] bytes(String name, String hex) {
        if (hex.isEmpty() || !hex.matches("([0-9a-fA-F]{2})*")) {
            throw new IllegalArgumentException(name + " must be hex digits, two a byte, has " + hex.length()
                    + " characters");
        }
        return HexFormat.of().parseHex(hex);
    }
}
