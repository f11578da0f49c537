package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at a journal folder without writing to it or locking it, also while a server writes there: shows what
 * {@code durable.mark} covered when the reader was opened. For one thread at a time.
 */
public final class JournalReader {
    private final Path directory;
    private final DurableMark.Mark durable;

    private JournalReader(Path directory, DurableMark.Mark durable) {
        this.directory = directory;
        this.durable = durable;
    }

    /**
     * Opens a folder.
     *
     * @throws JournalDamaged if it has segments and no readable mark
     * @throws UncheckedIOException if it is no journal folder or cannot be read
     */
    public static JournalReader open(Path directory) {
        try {
            if (!Files.exists(directory.resolve(DurableMark.FILE)) && Segments.last(directory) == 0) {
                throw new IOException("no journal there");
            }
            return new JournalReader(directory, Recovery.required(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a journal in " + directory, e);
        }
    }

    /** Sequence of the last record that it shows; 0 for none. */
    public long lastSequence() {
        return durable.lastSequence();
    }

    /** Every frame from the first, each checked against the one before. */
    public JournalCursor frames() {
        return cursor();
    }

    /**
     * Checks every frame and gives each to the caller.
     *
     * @param frames sees each good frame in order
     */
    public JournalCheck check(Consumer<JournalFrame> frames) {
        int segments = Segments.last(directory);
        long frameCount = 0;
        long recordCount = 0;
        try (FrameCursor cursor = cursor()) {
            Recovery.requireEverySegment(directory);
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                Recovery.requireSameHistory(cursor.position(), durable);
                frames.accept(frame.get());
                frameCount++;
                recordCount += frame.get().records().size();
                frame = cursor.next();
            }
            return new JournalCheck(segments, frameCount, recordCount, Optional.empty());
        } catch (JournalDamaged e) {
            return new JournalCheck(segments, frameCount, recordCount, Optional.of(e.damage()));
        }
    }

    private FrameCursor cursor() {
        return new FrameCursor(directory, Position.START, durable::frameSequence, durable::frameSequence);
    }
}
