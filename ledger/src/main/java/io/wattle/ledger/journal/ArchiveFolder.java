package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of archived segments: of each the compressed file and, published after it, its paper. */
final class ArchiveFolder {
    private static final String COMPRESSED = ".cq4.zst";
    private static final String PAPER = ".json";

    private final Path directory;

    ArchiveFolder(Path directory) {
        this.directory = directory;
    }

    Path compressed(int segment) {
        return directory.resolve(Segments.name(segment) + COMPRESSED);
    }

    Path paper(int segment) {
        return directory.resolve(Segments.name(segment) + PAPER);
    }

    boolean has(int segment) {
        return Files.exists(paper(segment));
    }

    Optional<SegmentBytes> open(int segment) throws IOException {
        return has(segment) ? Optional.of(new ZstdBytes(compressed(segment))) : Optional.empty();
    }

    /** Just before the first frame of the first segment that is here; empty if none is. */
    Optional<JournalPlace> beginning() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            Optional<Integer> first = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.matches("seg-[0-9]{6,9}\\.json"))
                    .map(name -> Integer.valueOf(name.substring("seg-".length(), name.length() - PAPER.length())))
                    .min(Integer::compare);
            return first.isPresent() ? read(first.get()).map(ArchivedSegment::before) : Optional.empty();
        }
    }

    /**
     * What the paper says; empty if there is none.
     *
     * @throws JournalDamaged if it makes no sense
     */
    Optional<ArchivedSegment> read(int segment) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(paper(segment));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(ArchivedSegment.parse(bytes)
                .filter(archived -> archived.segment() == segment)
                .orElseThrow(() -> new JournalDamaged(new JournalDamage(
                        paper(segment).getFileName() + " in the archive",
                        1, 1, "it cannot be read; put a copy in its place, or take the segment out of the archive"))));
    }
}
