package io.wattle.ledger.snapshot;

import io.wattle.ledger.journal.JournalPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with the snapshots of one journal. Safe for many threads and processes: one makes a snapshot at a time, any
 * number read.
 */
public final class SnapshotFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);
    private static final Pattern NAME = Pattern.compile("snapshot-[0-9]{20}\\.wsn");
    private static final String UNFINISHED = "snapshot.tmp";
    private static final String LOCK = "snapshot.lock";

    private final Path directory;
    private final int keptMax;

    /**
     * A folder; it is made with the first snapshot.
     *
     * @param keptMax snapshots kept, the newest; at least 1
     */
    public SnapshotFolder(Path directory, int keptMax) {
        if (keptMax < 1) {
            throw new IllegalArgumentException("keptMax must be at least 1, was: " + keptMax);
        }
        this.directory = directory;
        this.keptMax = keptMax;
    }

    /**
     * Loads the newest snapshot that is good. One that is not is named in the log with the reason, and the one before it is
     * tried.
     *
     * @param belongs whether the place stands in the journal that the state is to be continued from
     * @return empty when none is good
     */
    public Optional<Snapshot> newest(Predicate<JournalPlace> belongs) {
        return firstGood(newestFirst(), belongs);
    }

    /** The same for the oldest: what can be checked from there on is more. */
    public Optional<Snapshot> oldest(Predicate<JournalPlace> belongs) {
        return firstGood(newestFirst().reversed(), belongs);
    }

    private static Optional<Snapshot> firstGood(List<Path> files, Predicate<JournalPlace> belongs) {
        for (Path file : files) {
            try {
                if (belongs.test(SnapshotFile.readHead(file).place())) {
                    return Optional.of(SnapshotFile.read(file));
                }
                LOG.warn("snapshot {} is passed over: the journal does not hold the place where it would go on", file);
            } catch (IOException | RuntimeException e) {
                LOG.warn("snapshot {} is passed over: {}", file, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** What is there, oldest first: the heads of those files whose head is good. */
    public List<SnapshotHead> heads() {
        List<SnapshotHead> heads = new ArrayList<>();
        for (Path file : newestFirst().reversed()) {
            try {
                heads.add(SnapshotFile.readHead(file));
            } catch (IOException | RuntimeException e) {
                LOG.warn("snapshot {} is passed over: {}", file, e.getMessage());
            }
        }
        return heads;
    }

    /**
     * Which snapshots a start could go on from, oldest first: every byte of them was read and is good.
     *
     * @param belongs whether the place stands in the journal that the state is to be continued from
     */
    public List<SnapshotHead> whole(Predicate<JournalPlace> belongs) {
        List<SnapshotHead> whole = new ArrayList<>();
        for (Path file : newestFirst().reversed()) {
            try {
                SnapshotHead head = SnapshotFile.check(file);
                if (belongs.test(head.place())) {
                    whole.add(head);
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("snapshot {} does not count: {}", file, e.getMessage());
            }
        }
        return whole;
    }

    /**
     * Writes a snapshot and publishes it as a whole or not at all: written under another name, forced, renamed, and the
     * folder forced. Then the oldest ones go.
     *
     * @param goOn asked again and again while it is written
     * @return the file
     * @throws SnapshotAbandoned if {@code goOn} said no, or another process makes one now
     * @throws IOException if it cannot be written
     */
    public Path publish(Snapshot snapshot, BooleanSupplier goOn) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            take(lock);
            Path unfinished = directory.resolve(UNFINISHED);
            SnapshotFile.write(unfinished, snapshot, goOn);
            Path file = directory.resolve("snapshot-%020d.wsn".formatted(snapshot.state().lastSequence()));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            force(directory);
            deleteOldest();
            return file;
        }
    }

    /** One maker at a time, of this process or another: they would write the same unfinished file. Closing gives it back. */
    private static void take(FileChannel lock) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this very process makes a snapshot there", e);
        }
        throw new SnapshotAbandoned("another snapshot is being made there");
    }

    private void deleteOldest() throws IOException {
        List<Path> files = newestFirst();
        for (Path old : files.subList(Math.min(keptMax, files.size()), files.size())) {
            Files.delete(old);
        }
    }

    private List<Path> newestFirst() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the snapshots in " + directory, e);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
