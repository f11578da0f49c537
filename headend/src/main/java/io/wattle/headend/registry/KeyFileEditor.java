package io.wattle.headend.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of keys, held by one who changes it. Each change is on disk, as a whole, before it returns; other lines stay as
 * they are. Not safe for use by several threads; whoever opens it closes it.
 */
public final class KeyFileEditor implements AutoCloseable {
    private final Path file;
    private final KeySeal seal;
    private final FileChannel lockFile;

    private KeyFileEditor(Path file, KeySeal seal, FileChannel lockFile) {
        this.file = file;
        this.seal = seal;
        this.lockFile = lockFile;
    }

    /**
     * Takes the file.
     *
     * @throws BadFileException if it cannot be read, or somebody else is changing it
     */
    public static KeyFileEditor open(Path file) {
        return open(file, KeySeal.ofEnvironment());
    }

    static KeyFileEditor open(Path file, KeySeal seal) {
        KeyFile.read(file, seal);
        try {
            return new KeyFileEditor(file, seal, FileHold.take(file)
                    .orElseThrow(() -> new BadFileException(file, 0,
                            "is being changed by somebody else, who has locked " + FileHold.beside(file))));
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be locked: " + e);
        }
    }

    /** What it has of a meter. */
    public Optional<MeterSecrets> find(String serial) {
        List<String> lines = seal.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            Optional<KeyLine> line = KeyLine.read(file, i + 1, lines.get(i)).filter(one -> one.serial().equals(serial));
            if (line.isPresent()) {
                return line.map(KeyLine::secrets);
            }
        }
        return Optional.empty();
    }

    /** Puts this in place of what it has of a meter, or behind the rest. */
    public void put(String serial, MeterSecrets secrets) {
        List<String> lines = seal.lines(file);
        StringBuilder text = new StringBuilder();
        boolean found = false;
        for (int i = 0; i < lines.size(); i++) {
            boolean same = KeyLine.read(file, i + 1, lines.get(i))
                    .filter(one -> one.serial().equals(serial))
                    .isPresent();
            found |= same;
            text.append(same ? new KeyLine(serial, secrets).write() : lines.get(i)).append('\n');
        }
        if (!found) {
            text.append(new KeyLine(serial, secrets).write()).append('\n');
        }
        seal.replace(file, text.toString());
    }

    /** Whether the file is sealed. */
    public boolean isSealed() {
        return KeySeal.isSealed(OwnerOnlyFile.lines(file));
    }

    /** Seals it, or makes it plain; what it says stays. */
    public void seal(boolean sealed) {
        seal.write(file, String.join("\n", seal.lines(file)) + "\n", sealed);
    }

    /**
     * Makes the key that files are sealed with.
     *
     * @throws BadFileException if it is there already: files may be sealed with it
     */
    public static void makeSealKey(Path keyFile) {
        if (Files.exists(keyFile)) {
            throw new BadFileException(keyFile, 0, "is there already, and files may be sealed with it");
        }
        KeySeal.make(keyFile);
    }

    @Override
    public void close() {
        try {
            lockFile.close(); // the lock goes with it
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be unlocked: " + e);
        }
    }
}
