package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The segments in a journal's folder, and, where an archive's folder is known, those that were moved there. */
final class FolderSource implements SegmentSource {
    private final Path directory;
    private final Optional<ArchiveFolder> archive;

    FolderSource(Path directory, Optional<ArchiveFolder> archive) {
        this.directory = directory;
        this.archive = archive;
    }

    @Override
    public JournalPlace beginning() throws IOException {
        JournalPlace kept = Beginning.read(directory);
        Optional<JournalPlace> archived = archive.isPresent() ? archive.get().beginning() : Optional.empty();
        return archived.filter(place -> place.frameSequence() < kept.frameSequence()).orElse(kept);
    }

    @Override
    public Optional<JournalAnchor> mark() throws IOException {
        return DurableMark.read(directory);
    }

    @Override
    public int last() throws IOException {
        return Segments.last(directory);
    }

    @Override
    public boolean has(int segment) {
        return Segments.exists(directory, segment) || archive.filter(folder -> folder.has(segment)).isPresent();
    }

    @Override
    public Optional<SegmentBytes> open(int segment) throws IOException {
        Optional<Path> file = Segments.file(directory, segment);
        Optional<SegmentBytes> kept = file.isPresent() ? FileBytes.open(file.get()) : Optional.empty();
        return kept.isEmpty() && archive.isPresent() ? archive.get().open(segment) : kept;
    }
}
