package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /** The numbers of all segments in order. */
    static List<Integer> all(Path journal) throws IOException {
        try (Stream<Path> entries = Files.list(journal)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.matches(PREFIX + "[0-9]{6,9}"))
                    .map(name -> Integer.valueOf(name.substring(PREFIX.length())))
                    .sorted()
                    .toList();
        }
    }

    /** The number of the last segment; 0 when there is none. */
    static int last(Path journal) throws IOException {
        List<Integer> all = all(journal);
        return all.isEmpty() ? 0 : all.getLast();
    }

    /** The one file with frames in a segment; empty if it was never made, or is gone. */
    static Optional<Path> file(Path journal, int segment) throws IOException {
        try (Stream<Path> entries = Files.list(directory(journal, segment))) {
            return entries.filter(entry -> entry.toString().endsWith(".cq4")).sorted().findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
