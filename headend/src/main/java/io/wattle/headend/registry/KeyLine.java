package io.wattle.headend.registry;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line of a file of keys, read and written; no message shows a key. */
record KeyLine(String serial, MeterSecrets secrets) {
    private static final String NONE = "-";
    private static final String NEXT = "next-";

    /** Empty for what says nothing of a meter. */
    static Optional<KeyLine> read(Path file, int line, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.startsWith("#")) {
            return Optional.empty();
        }
        String[] fields = stripped.split("\\s+");
        if (fields.length < 3) {
            throw new BadFileException(file, line,
                    "must be: serial, encryption key, authentication key, with blanks between");
        }
        Map<KeyUse, byte[]> now = new EnumMap<>(KeyUse.class);
        Map<KeyUse, byte[]> next = new EnumMap<>(KeyUse.class);
        global(now, file, line, KeyUse.ENCRYPTION, "encryption key", fields[1]);
        global(now, file, line, KeyUse.AUTHENTICATION, "authentication key", fields[2]);
        for (String more : List.of(fields).subList(3, fields.length)) {
            boolean isNext = more.startsWith(NEXT);
            named(isNext ? next : now, file, line, isNext ? more.substring(NEXT.length()) : more);
        }
        MeterSecrets secrets = new MeterSecrets(now, next);
        try {
            secrets.keys().close();
            secrets.nextKeys().close();
        } catch (IllegalArgumentException bad) {
            throw new BadFileException(file, line, String.valueOf(bad.getMessage()));
        }
        return Optional.of(new KeyLine(fields[0], secrets));
    }

    /** The line, without its end. */
    String write() {
        StringBuilder text = new StringBuilder(serial).append(' ')
                .append(hex(KeyUse.ENCRYPTION))
                .append(' ')
                .append(hex(KeyUse.AUTHENTICATION));
        secrets.now().forEach((use, key) -> {
            if (use != KeyUse.ENCRYPTION && use != KeyUse.AUTHENTICATION) {
                text.append(' ').append(KeyWords.write(use, key));
            }
        });
        secrets.next().forEach((use, key) -> text.append(' ').append(NEXT).append(KeyWords.write(use, key)));
        return text.toString();
    }

    @Override
    public String toString() {
        return "KeyLine[" + serial + "]";
    }

    /** The meter's keys, to be closed. */
    DlmsKeys keys() {
        return secrets.keys();
    }

    private String hex(KeyUse use) {
        return secrets.find(use).map(HexFormat.of()::formatHex).orElse(NONE);
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
}
