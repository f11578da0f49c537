package io.wattle.ledger.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records that are to be written as one frame, laid out as the frame while they are added, so that nothing is copied
 * twice. To be cleared and used again. For one thread at a time.
 */
public final class JournalBatch {
    private static final int BYTES_AT_FIRST = 4096;

    private final Checksums checksums = new Checksums();
    private byte[] frame = new byte[BYTES_AT_FIRST];
    private int end = Frames.HEAD_BYTES;
    private int count;
    private int recordBytes;

    /** A batch of these records; as {@link #add} in order. */
    public static JournalBatch of(List<byte[]> records) {
        JournalBatch batch = new JournalBatch();
        batch.addAll(records);
        return batch;
    }

    /**
     * Adds a record; the bytes are copied.
     *
     * @throws IllegalArgumentException if the record or the batch would pass a limit of {@link Journal}; nothing changed
     */
    public void add(byte[] bytes, int offset, int length) {
        if (length > Journal.RECORD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a record must be 0.." + Journal.RECORD_BYTES_MAX + " bytes, was: " + length);
        }
        if (!hasRoomFor(length)) {
            throw new IllegalArgumentException("a batch must be 1.." + Journal.BATCH_RECORDS_MAX + " records of 0.."
                    + Journal.BATCH_BYTES_MAX + " bytes in all, would be: " + (count + 1) + " of "
                    + (recordBytes + length));
        }
        ensure(Frames.RECORD_HEAD_BYTES + length + Frames.TAIL_BYTES);
        System.arraycopy(bytes, offset, frame, end + Frames.RECORD_HEAD_BYTES, length);
        ByteBuffer.wrap(frame).putInt(end, length).putInt(end + 4, checksums.crc(bytes, offset, length));
        end += Frames.RECORD_HEAD_BYTES + length;
        recordBytes += length;
        count++;
    }

    /** Adds a record. */
    public void add(byte[] record) {
        add(record, 0, record.length);
    }

    void addAll(List<byte[]> records) {
        for (byte[] record : records) {
            add(record);
        }
    }

    /** Whether a record of this length may be added. */
    public boolean hasRoomFor(int length) {
        return count < Journal.BATCH_RECORDS_MAX && length <= Journal.BATCH_BYTES_MAX - recordBytes;
    }

    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Sum of the records' lengths. */
    public int recordBytes() {
        return recordBytes;
    }

    /** Takes all records out; the memory is kept for the next ones. */
    public void clear() {
        end = Frames.HEAD_BYTES;
        count = 0;
        recordBytes = 0;
    }

    /** Copies of the records. */
    List<byte[]> records() {
        List<byte[]> records = new ArrayList<>(count);
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        int at = Frames.HEAD_BYTES;
        for (int i = 0; i < count; i++) {
            int start = at + Frames.RECORD_HEAD_BYTES;
            at = start + buffer.getInt(at);
            records.add(Arrays.copyOfRange(frame, start, at));
        }
        return records;
    }

    /** Makes it the frame that stands at the place. Returns the frame's hash. */
    byte[] seal(JournalPlace at) {
        if (isEmpty()) {
            throw new IllegalArgumentException("a batch must hold at least one record");
        }
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        buffer.putInt(Frames.MAGIC).putShort((short) Frames.VERSION).putShort((short) 0).putInt(frameBytes());
        buffer.putLong(at.frameSequence()).putLong(at.sequence()).putInt(count).put(at.previousHash());
        checksums.appendSha256(frame, end);
        buffer.putInt(end + Frames.HASH_BYTES, checksums.crc(frame, 0, end + Frames.HASH_BYTES));
        return Arrays.copyOfRange(frame, end, end + Frames.HASH_BYTES);
    }

    /** The sealed frame, {@link #frameBytes} long. Not to be changed, and gone when the batch is. */
    byte[] frame() {
        return frame;
    }

    int frameBytes() {
        return end + Frames.TAIL_BYTES;
    }

    private void ensure(int more) {
        if (frame.length - end < more) {
            frame = Arrays.copyOf(frame, Math.min(Math.max(frame.length * 2, end + more), Frames.FRAME_BYTES_MAX));
        }
    }
}
