package io.wattle.headend.registry;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.KeySource;
import io.wattle.protocols.dlms.security.KeyUse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meter keys from a file: one meter a line, {@code serial encryption-key authentication-key}, keys as 32 hex digits, or 64
 * for suite 2; a dash where there is none. Behind them stands what else its association needs, as {@link KeyWords} says:
 * {@code password=...}, {@code signing-key=...}.
 * Refused when others than its owner may read it. Immutable; a key never shows in a message.
 */
public final class KeyFile implements KeySource {
    private static final String NONE = "-";
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
        return Optional.ofNullable(keys.get(meterSerial)).map(DlmsKeys::copy);
    }

    /** Meters that the file has keys of. */
    public int size() {
        return keys.size();
    }

    /** Some meter's keys: of use when there is only one. */
    public Optional<DlmsKeys> first() {
        return keys.values().stream().findFirst().map(DlmsKeys::copy);
    }

    private static void put(Map<String, DlmsKeys> keys, Path file, int line, String text) {
        String[] fields = text.split("\\s+");
        if (fields.length < 3) {
            throw new BadFileException(file, line,
                    "must be: serial, encryption key, authentication key, with blanks between");
        }
        Map<KeyUse, byte[]> one = new EnumMap<>(KeyUse.class);
        global(one, file, line, KeyUse.ENCRYPTION, "encryption key", fields[1]);
        global(one, file, line, KeyUse.AUTHENTICATION, "authentication key", fields[2]);
        for (String more : List.of(fields).subList(3, fields.length)) {
            named(one, file, line, more);
        }
        if (keys.put(fields[0], made(one, file, line)) != null) {
            throw new BadFileException(file, line, "meter " + fields[0] + " stands there twice");
        }
    }

    private static void global(Map<KeyUse, byte[]> keys, Path file, int line, KeyUse use, String name, String hex) {
        if (hex.equals(NONE)) {
            return;
        }
        if (!hex.matches("[0-9a-fA-F]{32}|[0-9a-fA-F]{64}")) {
            throw new BadFileException(file, line,
                    name + " must be 32 hex digits, or 64 for suite 2, has " + hex.length() + " characters");
        }
        keys.put(use, HexFormat.of().parseHex(hex));
    }

    private static void named(Map<KeyUse, byte[]> keys, Path file, int line, String field) {
        int equals = field.indexOf('=');
        if (equals < 0) {
            throw new BadFileException(file, line, "field after the global keys must be name=value");
        }
        try {
            KeyWords.put(keys, field.substring(0, equals), field.substring(equals + 1));
        } catch (IllegalArgumentException bad) {
            throw new BadFileException(file, line, String.valueOf(bad.getMessage()));
        }
    }

    private static DlmsKeys made(Map<KeyUse, byte[]> keys, Path file, int line) {
        try {
            return new DlmsKeys(keys);
        } catch (IllegalArgumentException bad) {
            throw new BadFileException(file, line, String.valueOf(bad.getMessage()));
        } finally {
            keys.values().forEach(key -> Arrays.fill(key, (byte) 0));
        }
    }
}
