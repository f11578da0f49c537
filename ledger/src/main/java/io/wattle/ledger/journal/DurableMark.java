package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far the journal is known to be durable: a small file with two slots, written in turn, so that a write cut in the
 * middle leaves the other slot whole. It tells a tail that was never acknowledged from one that was lost.
 *
 * <p>Written after each force and not forced itself, except at start and end: after a power cut it may lag, never lead.
 */
final class DurableMark implements AutoCloseable {
    static final String FILE = "durable.mark";
    private static final int MAGIC = 0x57544D4B; // "WTMK"
    private static final int VERSION = 1;
    private static final int SLOT_BYTES = 4 + 4 + 8 + 8 + Frames.HASH_BYTES + 4;
    /** Slots lie in different pages and sectors: one torn write cannot touch both. */
    private static final int SLOT_STRIDE_BYTES = 4096;

    /**
     * What a slot says.
     *
     * @param frameSequence last durable frame; 0 for none
     * @param lastSequence last durable record; 0 for none
     * @param hash of that frame; zeros for none
     */
    record Mark(long frameSequence, long lastSequence, byte[] hash) {
        static final Mark NONE = new Mark(0, 0, new byte[Frames.HASH_BYTES]);

        /** The mark for all that lies before a position. */
        static Mark before(Position position) {
            return new Mark(position.frameSequence() - 1, position.sequence() - 1, position.previousHash());
        }
    }

    private final RandomAccessFile file;

    private DurableMark(RandomAccessFile file) {
        this.file = file;
    }

    /** Opens the file for writing; begins it anew if nothing in it can be read, which only a fresh journal may have. */
    static DurableMark open(Path directory) throws IOException {
        Path path = directory.resolve(FILE);
        boolean fresh = read(directory).isEmpty();
        DurableMark mark = new DurableMark(new RandomAccessFile(path.toFile(), "rw"));
        if (fresh) {
            mark.write(Mark.NONE);
            mark.force();
            Segments.forceDirectory(directory);
        }
        return mark;
    }

    /** The newer of the good slots; empty when there is no file or neither slot is good. */
    static Optional<Mark> read(Path directory) throws IOException {
        Path path = directory.resolve(FILE);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(path);
        Optional<Mark> even = slot(bytes, 0);
        Optional<Mark> odd = slot(bytes, SLOT_STRIDE_BYTES);
        if (even.isPresent() && odd.isPresent()) {
            return even.get().frameSequence() > odd.get().frameSequence() ? even : odd;
        }
        return even.or(() -> odd);
    }

    void write(Mark mark) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putInt(MAGIC).putInt(VERSION).putLong(mark.frameSequence()).putLong(mark.lastSequence()).put(mark.hash());
        slot.putInt(Frames.crc(slot.array(), 0, slot.position()));
        file.seek((mark.frameSequence() & 1) * SLOT_STRIDE_BYTES);
        file.write(slot.array());
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    private static Optional<Mark> slot(byte[] bytes, int offset) {
        if (bytes.length < offset + SLOT_BYTES) {
            return Optional.empty();
        }
        ByteBuffer slot = ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + SLOT_BYTES));
        int crc = slot.getInt(SLOT_BYTES - 4);
        if (slot.getInt() != MAGIC || slot.getInt() != VERSION || crc != Frames.crc(slot.array(), 0, SLOT_BYTES - 4)) {
            return Optional.empty();
        }
        long frameSequence = slot.getLong();
        long lastSequence = slot.getLong();
        byte[] hash = new byte[Frames.HASH_BYTES];
        slot.get(hash);
        return Optional.of(new Mark(frameSequence, lastSequence, hash));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
