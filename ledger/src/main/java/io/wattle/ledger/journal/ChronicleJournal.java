package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Opens the journal that is a folder of Chronicle queues, one per segment.
 *
 * <p>Without state, safe for any thread.
 */
public final class ChronicleJournal {

    private ChronicleJournal() {}

    /**
     * Takes the folder, checks every frame that is kept in it, cuts a tail that was never acknowledged, and will begin a
     * new segment with the first frame.
     *
     * @throws JournalInUse if another process writes there
     * @throws JournalDamaged if a durable frame is missing or changed
     * @throws DiskFull if too little space is left to begin a segment
     * @throws UncheckedIOException if the folder cannot be used
     */
    public static Journal open(JournalConfig config) {
        return open(config, Optional.empty(), frame -> {
        }, usableBytes(config));
    }

    /**
     * The same from a place on, such as that of a snapshot: checks what stands behind it, and what stands before it not.
     * Every frame is read once and handed over.
     *
     * @param from held by this journal: see {@link JournalReader#holds}
     * @param replay sees each whole frame behind the place in order; if it throws, nothing was opened
     * @throws IllegalArgumentException if the journal does not hold the place
     */
    public static Journal open(JournalConfig config, JournalPlace from, Consumer<JournalFrame> replay) {
        return open(config, Optional.of(from), replay, usableBytes(config));
    }

    /** The same from the first frame that is kept. */
    public static Journal open(JournalConfig config, Consumer<JournalFrame> replay) {
        return open(config, Optional.empty(), replay, usableBytes(config));
    }

    /** The same, with the space that is left coming from elsewhere. */
    static Journal open(JournalConfig config, Optional<JournalPlace> from, Consumer<JournalFrame> replay,
            LongSupplier usableBytes) {
        try {
            return SegmentedJournal.open(FolderDisk.take(config.directory(), usableBytes), config, from, replay);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the journal folder " + config.directory(), e);
        }
    }

    private static LongSupplier usableBytes(JournalConfig config) {
        return () -> config.directory().toFile().getUsableSpace();
    }
}
