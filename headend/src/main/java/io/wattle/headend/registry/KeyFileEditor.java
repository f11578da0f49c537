package io.wattle.headend.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file of keys, held by one who changes it. Each change is on disk, as a whole, before it returns; other lines stay as
 * they are. Not safe for use by several threads; whoever opens it closes it.
 */
public final class KeyFileEditor implements AutoCloseable {
    private final Path file;
    private final FileChannel lockFile;

    private KeyFileEditor(Path file, FileChannel lockFile) {
        this.file = file;
        this.lockFile = lockFile;
    }

    /**
     * Takes the file.
     *
     * @throws BadFileException if it cannot be read, or somebody else is changing it
     */
    public static KeyFileEditor open(Path file) {
        KeyFile.read(file);
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new KeyFileEditor(file, channel);
                }
            } catch (OverlappingFileLockException held) {
                // the same process holds it: refused below like any other
            }
            channel.close();
            throw new BadFileException(file, 0, "is being changed by somebody else, who has locked " + beside);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be locked: " + e);
        }
    }

    /** What it has of a meter. */
    public Optional<MeterSecrets> find(String serial) {
        List<String> lines = OwnerOnlyFile.lines(file);
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
        List<String> lines = OwnerOnlyFile.lines(file);
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
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        OwnerOnlyFile.replace(file, bytes);
        Arrays.fill(bytes, (byte) 0);
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
