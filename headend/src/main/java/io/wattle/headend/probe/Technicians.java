package io.wattle.headend.probe;

import io.wattle.headend.registry.BadFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Whose sessions are taken: a line each of public key (base64) and name, as {@code wattle probe enrol} prints it. A name may
 * have several keys. A line that begins with {@code revoked} names a key with which nothing is signed any more. Nothing in
 * it is secret; who may write it decides who may bring sessions. Immutable.
 */
public final class Technicians {
    private static final String REVOKED = "revoked ";

    private final List<Line> lines;

    private Technicians(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** One key of one technician. */
    private record Line(String name, PublicKey key, boolean revoked) {}

    /** What the list says of who signed. */
    enum Standing {
        /** It is signed with a key of his. */
        SIGNED,
        /** It is signed with one that was revoked. */
        REVOKED,
        /** It is signed with none of his. */
        NOT_SIGNED,
        /** Nobody has that name. */
        UNKNOWN
    }

    /**
     * Reads the list.
     *
     * @throws BadFileException naming file and line
     */
    public static Technicians read(Path file) {
        List<String> texts;
        try {
            texts = Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                Line line = line(file, i + 1, text);
                if (lines.stream().anyMatch(other -> other.key().equals(line.key()))) {
                    throw new BadFileException(file, i + 1, "has a key for the second time");
                }
                lines.add(line);
            }
        }
        return new Technicians(lines);
    }

    private static Line line(Path file, int number, String text) {
        boolean revoked = text.startsWith(REVOKED);
        String rest = revoked ? text.substring(REVOKED.length()).strip() : text;
        int blank = rest.indexOf(' ');
        if (blank < 0) {
            throw new BadFileException(file, number, "must have a public key and a name");
        }
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(rest.substring(0, blank))));
            return new Line(rest.substring(blank + 1).strip(), key, revoked);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadFileException(file, number, "holds no Ed25519 public key");
        }
    }

    /** Whether anybody has that name. */
    boolean know(String name) {
        return lines.stream().anyMatch(line -> line.name().equals(name));
    }

    Standing of(SignedSession signed) {
        List<Line> his = lines.stream().filter(line -> line.name().equals(signed.technician())).toList();
        Optional<Line> with = his.stream().filter(line -> signed.isSignedBy(line.key())).findFirst();
        return his.isEmpty()
                ? Standing.UNKNOWN
                : with.map(line -> line.revoked() ? Standing.REVOKED : Standing.SIGNED).orElse(Standing.NOT_SIGNED);
    }
}
