package io.wattle.headend.probe;

import io.wattle.headend.registry.BadFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps others away from a session file: it is read, signed anew and replaced as a whole, so that of two who write it at once one
 * would lose what he did. The operating system gives it back when its process ends, however that ends. The empty file
 * {@code .NAME.lock} beside stays: whoever removed it might remove another's. For one thread.
 */
public final class SessionLock implements AutoCloseable {
    private final FileChannel channel;

    private SessionLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes it, or refuses at once.
     *
     * @throws BadFileException if somebody has it, or nothing can be written beside the file
     */
    public static SessionLock of(Path file) {
        Path beside = file.resolveSibling("." + file.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isMine(channel)) {
                return new SessionLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be written there");
        }
        throw new BadFileException(file, 0,
                "is in use by another wattle probe: wait until that has ended, or name another file");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a lock cannot be given back", e);
        }
    }

    private static boolean isMine(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock()).isPresent();
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }
}
