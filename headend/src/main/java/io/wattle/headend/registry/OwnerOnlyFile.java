package io.wattle.headend.registry;

import io.wattle.headend.text.FileWords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** A file with secrets in it: read only if nobody but its owner may read or write it. */
public final class OwnerOnlyFile {
    private static final Set<PosixFilePermission> FOREIGN = Set.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private OwnerOnlyFile() {}

    /**
     * Its lines.
     *
     * @throws BadFileException if it cannot be read, or is open to others; nothing of it is in the message
     */
    public static List<String> lines(Path file) {
        try {
            refuseOpenToOthers(file);
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + FileWords.why(e));
        }
    }

    /**
     * Its bytes; the caller wipes them.
     *
     * @throws BadFileException if it cannot be read, is longer than that, or is open to others
     */
    public static byte[] bytes(Path file, int bytesMax) {
        try {
            refuseOpenToOthers(file);
            if (Files.size(file) > bytesMax) {
                throw new BadFileException(file, 0, "is longer than " + bytesMax + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + FileWords.why(e));
        }
    }

    /**
     * Makes the file, or puts these bytes in its place as a whole: after a crash it is the old one or the new one. It is
     * on disk when this returns.
     *
     * @throws BadFileException if it cannot be written; the old one is there still
     */
    public static void replace(Path file, byte[] bytes) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel channel = create(fresh)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolderOf(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be written: " + e);
        }
    }

    /** Makes an empty file that nobody but its owner may open, and opens it for reading and writing. */
    public static FileChannel create(Path file) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        return hasPermissions(file)
                ? FileChannel.open(file, options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(file, options);
    }

    /** A new or renamed file is there after a power cut only if its folder was forced. */
    public static void forceFolderOf(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static boolean hasPermissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Makes sure that nobody else may open it.
     *
     * @throws BadFileException if others may
     */
    public static void refuseOpenToOthers(Path file) throws IOException {
        if (!hasPermissions(file)) {
            return;
        }
        for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
            if (FOREIGN.contains(permission)) {
                throw new BadFileException(file, 0, "holds secrets and is open to others (" + permission
                        + "); repair: chmod 600 " + file);
            }
        }
    }
}
