package io.wattle.headend.optical;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.protocols.optical.PasswordSource;
import io.wattle.protocols.optical.session.Password;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passwords of meters' programming modes: a line each, of serial number and password with a blank between; {@code *} for
 * all others. Immutable.
 */
public final class PasswordFile implements PasswordSource {
    private static final String ALL_OTHERS = "*";
    private final Map<String, Password> passwords;

    private PasswordFile(Map<String, Password> passwords) {
        this.passwords = Map.copyOf(passwords);
    }

    /** Knows none. */
    public static PasswordSource none() {
        return _ -> Optional.empty();
    }

    /**
     * Reads the file.
     *
     * @throws BadFileException naming file and line; never a password
     */
    public static PasswordSource read(Path file) {
        Map<String, Password> passwords = new HashMap<>();
        List<String> lines = OwnerOnlyFile.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                put(passwords, file, i + 1, line.split("\\s+"));
            }
        }
        return new PasswordFile(passwords);
    }

    private static void put(Map<String, Password> passwords, Path file, int line, String[] cells) {
        if (cells.length != 2) {
            throw new BadFileException(file, line, "must have a serial number and a password");
        }
        try {
            if (passwords.put(cells[0], new Password(cells[1])) != null) {
                throw new BadFileException(file, line, "meter " + cells[0] + " stands there twice");
            }
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, line, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<Password> passwordOf(String meterSerial) {
        return Optional.ofNullable(passwords.getOrDefault(meterSerial, passwords.get(ALL_OTHERS)));
    }

    @Override
    public String toString() {
        return "PasswordFile[" + passwords.size() + " passwords, hidden]";
    }
}
