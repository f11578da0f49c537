package io.wattle.protocols.dlms.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One block of vectors.txt, or of another file of that form. */
public record Vector(String name, Map<String, String> fields) {

    static Vector named(String name) {
        return in("security/vectors.txt", name);
    }

    /**
     * One block.
     *
     * @param file below the folder of dlms
     */
    public static Vector in(String file, String name) {
        Map<String, String> fields = new HashMap<>();
        boolean inside = false;
        for (String line : lines("/io/wattle/protocols/dlms/" + file)) {
            if (line.startsWith("[")) {
                inside = line.equals("[" + name + "]");
            } else if (inside && line.contains("=")) {
                fields.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("no vector " + name);
        }
        return new Vector(name, fields);
    }

    public String text(String field) {
        return Objects.requireNonNull(fields.get(field), name + " has no " + field);
    }

    public byte[] bytes(String field) {
        return HexFormat.of().parseHex(text(field));
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(Vector.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
