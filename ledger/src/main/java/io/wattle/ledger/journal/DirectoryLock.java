package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One holder of each kind per folder, kept by the operating system: the lock goes when the process goes, however it ends. */
final class DirectoryLock implements AutoCloseable {
    /**
     * Lock files that this process has, by real path. Asked before the lock file is opened: POSIX drops a process's lock when
     * the process closes any descriptor of the file, so that a second try would take the lock from the first.
     */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path taken;

    private DirectoryLock(FileChannel channel, Path taken) {
        this.channel = channel;
        this.taken = taken;
    }

    /**
     * Takes the folder.
     *
     * @param file which lock it is, made if missing
     * @throws JournalInUse if somebody else has it
     */
    static DirectoryLock take(Path directory, String file) throws IOException {
        Path real = directory.toRealPath().resolve(file);
        if (!TAKEN.add(real)) {
            throw new JournalInUse(directory);
        }
        try {
            return new DirectoryLock(locked(directory, real), real);
        } catch (IOException | RuntimeException | Error e) {
            TAKEN.remove(real);
            throw e;
        }
    }

    private static FileChannel locked(Path directory, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new JournalInUse(directory);
            }
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) { // only once: the folder may be somebody else's by now
            channel.close();
            TAKEN.remove(taken);
        }
    }
}
