package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A folder on a real disk, taken for writing: Chronicle queues, a mark, and the operating system's lock. */
final class FolderDisk implements JournalDisk {
    private static final String LOCK_FILE = "journal.lock";

    private final Path directory;
    private final LongSupplier usableBytes;
    private final SegmentSource source;
    private final DirectoryLock lock;
    private final DurableMark mark;

    private FolderDisk(Path directory, LongSupplier usableBytes, DirectoryLock lock, DurableMark mark) {
        this.directory = directory;
        this.usableBytes = usableBytes;
        this.source = new FolderSource(directory, Optional.empty());
        this.lock = lock;
        this.mark = mark;
    }

    /**
     * Takes the folder; makes it if it is missing.
     *
     * @throws JournalInUse if another process writes there
     * @throws JournalDamaged if there are frames and no mark to tell how far they were durable
     */
    static FolderDisk take(Path directory, LongSupplier usableBytes) throws IOException {
        Files.createDirectories(directory);
        DirectoryLock lock = DirectoryLock.take(directory, LOCK_FILE);
        try {
            Recovery.required(new FolderSource(directory, Optional.empty()));
            return new FolderDisk(directory, usableBytes, lock, DurableMark.open(directory));
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public SegmentWriter create(int segment) throws IOException {
        return ChronicleSegment.create(directory, segment, usableBytes);
    }

    /** Whole frames beyond the mark stay, and others will be built on them: so they must be durable too. */
    @Override
    public void force(int segment) throws IOException {
        Optional<Path> file = Segments.file(directory, segment);
        if (file.isPresent()) {
            Forced.contents(file.get());
        }
    }

    @Override
    public void mark(JournalAnchor anchor) throws IOException {
        mark.write(anchor);
    }

    @Override
    public void forceMark() throws IOException {
        mark.force();
    }

    @Override
    public long usableBytes() {
        return usableBytes.getAsLong();
    }

    @Override
    public String name() {
        return directory.toAbsolutePath().toString();
    }

    @Override
    public JournalPlace beginning() throws IOException {
        return source.beginning();
    }

    @Override
    public Optional<JournalAnchor> mark() throws IOException {
        return source.mark();
    }

    @Override
    public int last() throws IOException {
        return source.last();
    }

    @Override
    public boolean has(int segment) throws IOException {
        return source.has(segment);
    }

    @Override
    public Optional<SegmentBytes> open(int segment) throws IOException {
        return source.open(segment);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            mark.close();
        }
    }
}
