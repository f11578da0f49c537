package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far the journal is known to be durable: a small file with two slots, written in turn, so that a write cut in the
 * middle leaves the other slot whole. It tells a tail that was never acknowledged from one that was lost.
 *
 * <p>Written after each force and not forced itself, except at start, at the end of a segment and at an orderly end: after
 * a power cut it may lag, never lead.
 */
final class DurableMark implements AutoCloseable {
    static final String FILE = "durable.mark";
    private static final int MAGIC = 0x57544D4B; // "WTMK"
    private static final int VERSION = 1;
    private static final int SLOT_BYTES = 4 + 4 + 8 + 8 + Frames.HASH_BYTES + 4;
    /** Slots lie in different pages and sectors: one torn write cannot touch both. */
    private static final int SLOT_STRIDE_BYTES = 4096;

    private final FileChannel file;
    private final Checksums checksums = new Checksums();

    private DurableMark(FileChannel file) {
        this.file = file;
    }

    /** Opens the file for writing; begins it anew if nothing in it can be read, which only a fresh journal may have. */
    static DurableMark open(Path directory) throws IOException {
        boolean fresh = read(directory).isEmpty();
        DurableMark mark = new DurableMark(
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            if (fresh) {
                mark.write(JournalAnchor.NONE);
                mark.force();
                Forced.names(directory);
            }
            return mark;
        } catch (IOException | RuntimeException | Error e) {
            mark.close();
            throw e;
        }
    }

    /** The newer of the good slots; empty when there is no file or neither slot is good. */
    static Optional<JournalAnchor> read(Path directory) throws IOException {
        Path path = directory.resolve(FILE);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(path);
        Optional<JournalAnchor> even = slot(bytes, 0);
        Optional<JournalAnchor> odd = slot(bytes, SLOT_STRIDE_BYTES);
        if (even.isPresent() && odd.isPresent()) {
            return even.get().frameSequence() > odd.get().frameSequence() ? even : odd;
        }
        return even.or(() -> odd);
    }

    void write(JournalAnchor mark) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putInt(MAGIC).putInt(VERSION).putLong(mark.frameSequence()).putLong(mark.lastSequence()).put(mark.hash());
        slot.putInt(checksums.crc(slot.array(), 0, slot.position()));
        file.write(slot.flip(), (mark.frameSequence() & 1) * SLOT_STRIDE_BYTES);
    }

    void force() throws IOException {
        file.force(true);
    }

    private static Optional<JournalAnchor> slot(byte[] bytes, int offset) {
        if (bytes.length < offset + SLOT_BYTES) {
            return Optional.empty();
        }
        ByteBuffer slot = ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + SLOT_BYTES));
        int crcAt = SLOT_BYTES - Frames.CRC_BYTES;
        if (slot.getInt() != MAGIC || slot.getInt() != VERSION
                || slot.getInt(crcAt) != new Checksums().crc(slot.array(), 0, crcAt)) {
            return Optional.empty();
        }
        long frameSequence = slot.getLong();
        long lastSequence = slot.getLong();
        byte[] hash = new byte[Frames.HASH_BYTES];
        slot.get(hash);
        return Optional.of(new JournalAnchor(frameSequence, lastSequence, hash));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
