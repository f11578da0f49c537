package io.wattle.simulator.meter;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/**
 * One meter's place in the file: two copies that are written in turn, so that a half written one never is the only one.
 *
 * <pre>
 *   copy:  sequence u64 | state 120 bytes | CRC-32 of all before it u32      (132 bytes, high byte first)
 *   slot:  copy of even sequences | copy of odd sequences                    (264 bytes)
 * </pre>
 *
 * <p>Sequences begin at 1. The first state is written to both copies, so later a blank copy is a damaged one.
 */
final class FleetSlot implements MeterMemory {
    static final int COPY_BYTES = Long.BYTES + STATE_BYTES + Integer.BYTES;
    static final int SLOT_BYTES = 2 * COPY_BYTES;

    private static final ValueLayout.OfLong SEQUENCE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt CHECKSUM = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int CHECKSUM_AT = COPY_BYTES - Integer.BYTES;
    private final MemorySegment slot;
    private final LongConsumer timeSeen;
    private long sequence;

    /**
     * @param slot {@link #SLOT_BYTES} bytes of the file
     * @param timeSeen told the time of every state that was kept
     * @throws IllegalStateException if neither copy is whole and this is not a new slot
     */
    FleetSlot(MemorySegment slot, LongConsumer timeSeen) {
        this.slot = slot;
        this.timeSeen = timeSeen;
        this.sequence = Math.max(wholeSequence(0), wholeSequence(1));
        if (sequence == 0 && !isBlank(0) && !isBlank(1)) {
            throw new IllegalStateException("neither copy is whole");
        }
    }

    @Override
    public Optional<byte[]> recall() {
        return sequence == 0
                ? Optional.empty()
                : Optional.of(
                        copy(sequence).asSlice(Long.BYTES, STATE_BYTES).toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public void keep(byte[] state, long atMs) {
        boolean first = sequence == 0;
        write(state);
        if (first) {
            write(state);
        }
        timeSeen.accept(atMs);
    }

    private void write(byte[] state) {
        ByteBuffer bytes = ByteBuffer.allocate(COPY_BYTES);
        bytes.putLong(sequence + 1).put(state);
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, CHECKSUM_AT);
        bytes.putInt((int) crc.getValue());
        MemorySegment.copy(bytes.array(), 0, copy(sequence + 1), ValueLayout.JAVA_BYTE, 0, COPY_BYTES);
        sequence++;
    }

    /** The copy's sequence, or 0 if it is not whole. */
    private long wholeSequence(int number) {
        MemorySegment copy = copy(number);
        CRC32 crc = new CRC32();
        crc.update(copy.asByteBuffer().limit(CHECKSUM_AT));
        long found = copy.get(SEQUENCE, 0);
        boolean whole = copy.get(CHECKSUM, CHECKSUM_AT) == (int) crc.getValue() && (found & 1) == number;
        return whole ? found : 0;
    }

    private boolean isBlank(int number) {
        return copy(number).mismatch(MemorySegment.ofArray(new byte[COPY_BYTES])) == -1;
    }

    private MemorySegment copy(long ofSequence) {
        return slot.asSlice((ofSequence & 1) * COPY_BYTES, COPY_BYTES);
    }
}
