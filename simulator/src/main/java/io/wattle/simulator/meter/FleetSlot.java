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
 *   copy:  sequence u64 | state | CRC-32 of all before it u32       high byte first; every state has the same room
 *   slot:  copy of even sequences | copy of odd sequences
 * </pre>
 *
 * <p>Sequences begin at 1. The first state is written to both copies, so later a blank copy is a damaged one.
 */
final class FleetSlot implements MeterMemory {
    private static final int AROUND_STATE_BYTES = Long.BYTES + Integer.BYTES;
    private static final ValueLayout.OfLong SEQUENCE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt CHECKSUM = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private final MemorySegment slot;
    private final int copyBytes;
    private final int checksumAt;
    private final LongConsumer timeSeen;
    private long sequence;

    /**
     * @param slot {@link #slotBytes} bytes of the file
     * @param timeSeen told the time of every state that was kept
     * @throws IllegalStateException if neither copy is whole and this is not a new slot
     */
    FleetSlot(MemorySegment slot, LongConsumer timeSeen) {
        this.slot = slot;
        this.copyBytes = (int) slot.byteSize() / 2;
        this.checksumAt = copyBytes - Integer.BYTES;
        this.timeSeen = timeSeen;
        this.sequence = Math.max(wholeSequence(0), wholeSequence(1));
        if (sequence == 0 && !isBlank(0) && !isBlank(1)) {
            throw new IllegalStateException("neither copy is whole");
        }
    }

    /** How many bytes a slot has for states of that many. */
    static int slotBytes(int stateBytes) {
        return 2 * copyBytes(stateBytes);
    }

    static int copyBytes(int stateBytes) {
        return AROUND_STATE_BYTES + stateBytes;
    }

    @Override
    public Optional<byte[]> recall() {
        return sequence == 0
                ? Optional.empty()
                : Optional.of(
                        copy(sequence).asSlice(Long.BYTES, copyBytes - AROUND_STATE_BYTES)
                                .toArray(ValueLayout.JAVA_BYTE));
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
        ByteBuffer bytes = ByteBuffer.allocate(copyBytes);
        bytes.putLong(sequence + 1).put(state).position(checksumAt);
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, checksumAt);
        bytes.putInt((int) crc.getValue());
        MemorySegment.copy(bytes.array(), 0, copy(sequence + 1), ValueLayout.JAVA_BYTE, 0, copyBytes);
        sequence++;
    }

    /** The copy's sequence, or 0 if it is not whole. */
    private long wholeSequence(int number) {
        MemorySegment copy = copy(number);
        CRC32 crc = new CRC32();
        crc.update(copy.asByteBuffer().limit(checksumAt));
        long found = copy.get(SEQUENCE, 0);
        boolean whole = copy.get(CHECKSUM, checksumAt) == (int) crc.getValue() && (found & 1) == number;
        return whole ? found : 0;
    }

    private boolean isBlank(int number) {
        return copy(number).mismatch(MemorySegment.ofArray(new byte[copyBytes])) == -1;
    }

    private MemorySegment copy(long ofSequence) {
        return slot.asSlice((ofSequence & 1) * copyBytes, copyBytes);
    }
}
