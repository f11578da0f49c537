package io.wattle.headend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the time of a measurement, on the disk that is measured. Any thread. */
public final class Scratch implements AutoCloseable {
    /** Whoever still writes while the process is ending may be faster than the removal, once. */
    private static final int REMOVALS_MAX = 5;

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** Makes one in the directory, which is made if missing. Its name tells whose it is. */
    public static Scratch in(Path directory) {
        try {
            Path parent = Files.createDirectories(directory.toAbsolutePath());
            return new Scratch(Files.createDirectory(
                    parent.resolve("wattle-bench-" + ProcessHandle.current().pid() + "-" + System.nanoTime())));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made in " + directory, e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Removes it and all that is in it. Harmless when repeated. */
    @Override
    public void close() {
        remove(folder);
    }

    /** Removes a folder and all that is in it, if it is there. */
    public static void remove(Path folder) {
        for (int i = 1; Files.exists(folder); i++) {
            try {
                removeOnce(folder);
            } catch (DirectoryNotEmptyException e) {
                if (i == REMOVALS_MAX) {
                    throw new UncheckedIOException("somebody still writes into " + folder, e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + folder, e);
            }
        }
    }

    private static void removeOnce(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return; // went away while we looked; the next look will see
            }
            throw e;
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
