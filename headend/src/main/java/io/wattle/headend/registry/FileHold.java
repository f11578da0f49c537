package io.wattle.headend.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that one may have at a time, in this process or another, by an empty file {@code NAME.lock} beside it, which stays.
 * The operating system gives it back when its process ends, however that ends.
 */
final class FileHold {
    private FileHold() {}

    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /** Takes it, until the channel is closed; empty if somebody has it. */
    static Optional<FileChannel> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(beside(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException ofThisProcess) {
            // refused below like any other
        }
        channel.close();
        return Optional.empty();
    }
}
