package io.wattle.headend.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
    }

    private static void refuseOpenToOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
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
