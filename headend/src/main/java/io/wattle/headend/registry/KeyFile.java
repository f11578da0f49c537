package io.wattle.headend.registry;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.KeySource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meter keys from a file: one meter a line, {@code serial encryption-key authentication-key}, keys as 32 hex digits.
 * Refused when others than its owner may read it. Immutable; a key never shows in a message.
 */
public final class KeyFile implements KeySource {
    private final Map<String, DlmsKeys> keys;

    private KeyFile(Map<String, DlmsKeys> keys) {
        this.keys = keys;
    }

    /**
     * Reads the whole file.
     *
     * @throws BadFileException naming the line and what is wrong with it
     */
    public static KeyFile read(Path file) {
        Map<String, DlmsKeys> keys = new HashMap<>();
        List<String> lines = OwnerOnlyFile.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                put(keys, file, i + 1, line);
            }
        }
        return new KeyFile(keys);
    }

    @Override
    public Optional<DlmsKeys> keysOf(String meterSerial) {
        return Optional.ofNullable(keys.get(meterSerial)).map(KeyFile::copy);
    }

    /** Meters that the file has keys of. */
    public int size() {
        return keys.size();
    }

    /** Some meter's keys: of use when there is only one. */
    public Optional<DlmsKeys> first() {
        return keys.values().stream().findFirst().map(KeyFile::copy);
    }

    private static void put(Map<String, DlmsKeys> keys, Path file, int line, String text) {
        String[] fields = text.split("\\s+");
        if (fields.length != 3) {
            throw new BadFileException(file, line,
                    "must be: serial, encryption key, authentication key, with blanks between");
        }
        DlmsKeys pair = new DlmsKeys(keyOf(file, line, "encryption key", fields[1]),
                keyOf(file, line, "authentication key", fields[2]));
        if (keys.put(fields[0], pair) != null) {
            throw new BadFileException(file, line, "meter " + fields[0] + " stands there twice");
        }
    }

    private static byte[] keyOf(Path file, int line, String name, String hex) {
        if (!hex.matches("[0-9a-fA-F]{32}")) {
            throw new BadFileException(file, line,
                    name + " must be 32 hex digits, has " + hex.length() + " characters");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static DlmsKeys copy(DlmsKeys keys) {
        byte[] encryption = keys.encryptionKey();
        byte[] authentication = keys.authenticationKey();
        try {
            return new DlmsKeys(encryption, authentication);
        } finally {
            Arrays.fill(encryption, (byte) 0);
            Arrays.fill(authentication, (byte) 0);
        }
    }
}
