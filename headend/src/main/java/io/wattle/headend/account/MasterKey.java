package io.wattle.headend.account;

import io.wattle.headend.registry.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The key under which the keys of customers are sealed: 64 hexadecimal digits in a file that only its owner may read. */
final class MasterKey {

    private MasterKey() {}

    /**
     * Reads it, or makes it if it may.
     *
     * @param mayMake whether nothing was ever sealed under it
     * @throws CustomerKeysException if it is missing or no key
     */
    static byte[] read(Path file, boolean mayMake) {
        if (!Files.exists(file)) {
            if (!mayMake) {
                throw new CustomerKeysException("customers.master-key-file " + file
                        + " is missing, and there are keys of customers sealed under it: put back a copy");
            }
            make(file);
        }
        List<String> lines = OwnerOnlyFile.lines(file)
                .stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() != 1 || !lines.getFirst().matches("[0-9a-fA-F]{64}")) {
            throw new CustomerKeysException("customers.master-key-file " + file
                    + " must hold one line of 64 hexadecimal digits");
        }
        return HexFormat.of().parseHex(lines.getFirst());
    }

    private static void make(Path file) {
        byte[] key = new byte[Aes.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] line = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            OwnerOnlyFile.replace(file, line);
        } catch (IOException e) {
            throw new CustomerKeysException("customers.master-key-file " + file + " cannot be made: " + e, e);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }
}
