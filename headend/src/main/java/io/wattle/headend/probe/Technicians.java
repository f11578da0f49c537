package io.wattle.headend.probe;

import io.wattle.headend.registry.BadFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose sessions are taken: a line each of public key (base64) and name, as {@code wattle probe enrol} prints it. Nothing in
 * it is secret; who may write it decides who may bring sessions. Immutable.
 */
public final class Technicians {
    private final Map<String, PublicKey> keys;

    private Technicians(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads the list.
     *
     * @throws BadFileException naming file and line
     */
    public static Technicians read(Path file) {
        Map<String, PublicKey> keys = new HashMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int blank = line.indexOf(' ');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (blank < 0) {
                throw new BadFileException(file, i + 1, "must have a public key and a name");
            }
            try {
                PublicKey key = KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(line.substring(0, blank))));
                if (keys.put(line.substring(blank + 1).strip(), key) != null) {
                    throw new BadFileException(file, i + 1, "names a technician twice");
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new BadFileException(file, i + 1, "holds no Ed25519 public key");
            }
        }
        return new Technicians(keys);
    }

    Optional<PublicKey> keyOf(String name) {
        return Optional.ofNullable(keys.get(name));
    }
}
