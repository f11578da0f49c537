package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names and folders of segments. */
final class Segments {
    private static final String PREFIX = "seg-";

    private Segments() {}

    /** {@code seg-000001} and so on. */
    static String name(int segment) {
        return String.format(Locale.ROOT, "%s%06d", PREFIX, segment);
    }

    static Path directory(Path journal, int segment) {
        return journal.resolve(name(segment));
    }

    static boolean exists(Path journal, int segment) {
        return Files.isDirectory(directory(journal, segment));
    }

    /** The number of the last segment; 0 when there is none. */
    static int last(Path journal) {
        try (Stream<Path> entries = Files.list(journal)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.matches(PREFIX + "[0-9]{6,9}"))
                    .mapToInt(name -> Integer.parseInt(name.substring(PREFIX.length())))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + journal, e);
        }
    }

    /** The lowest number up to the last that has no folder. */
    static Optional<Integer> missing(Path journal) {
        int last = last(journal);
        return Stream.iterate(1, n -> n <= last, n -> n + 1).filter(n -> !exists(journal, n)).findFirst();
    }

    /** The one file with frames in a segment; empty if it was never made. */
    static Optional<Path> file(Path journal, int segment) {
        try (Stream<Path> entries = Files.list(directory(journal, segment))) {
            List<Path> found = entries.filter(entry -> entry.toString().endsWith(".cq4")).sorted().toList();
            return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory(journal, segment), e);
        }
    }

    /** Makes the names in a folder durable. Systems without such a call (Windows) order them on their own. */
    static void forceDirectory(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the contents of a file durable. */
    static void forceFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
    }
}
