package io.wattle.simulator.meter;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The first 256 bytes of a fleet memory.
 *
 * <pre>
 *   magic u64 | version u32 | meters u32 | seed i64 | gasEvery u16 | waterEvery u16 | stsEvery u32 | CRC-32 of these u32
 *   all high byte first
 *   time last seen i64, ms since 1970, in the machine's own order so that it can be written as one      (at 40)
 * </pre>
 */
final class FleetHeader {
    static final int HEADER_BYTES = 256;
    static final int VERSION = 2; // 1 knew no meters that take tokens

    private static final long MAGIC = 0x5754_4C46_4C45_4554L; // "WTLFLEET"
    private static final int TIME_AT = 40;
    private static final int CHECKSUM_AT = 32;
    private static final long NEVER = Long.MIN_VALUE;
    private static final VarHandle TIME = ValueLayout.JAVA_LONG.varHandle();

    private FleetHeader() {}

    static byte[] create(FleetMark mark) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putInt(VERSION).putInt(mark.meters()).putLong(mark.seed());
        header.putShort((short) mark.gasEvery()).putShort((short) mark.waterEvery()).putInt(mark.stsEvery());
        header.putInt(checksum(header));
        MemorySegment.ofArray(header.array()).set(ValueLayout.JAVA_LONG_UNALIGNED, TIME_AT, NEVER);
        return header.array();
    }

    /** The mark of the fleet that the file belongs to. */
    static FleetMark read(Path file, MemorySegment segment) {
        if (segment.byteSize() < HEADER_BYTES) {
            throw new FleetMemoryException(file, "too short for a header, has " + segment.byteSize() + " bytes");
        }
        ByteBuffer header = segment.asSlice(0, HEADER_BYTES).asByteBuffer();
        if (header.getLong() != MAGIC) {
            throw new FleetMemoryException(file, "is not a fleet memory");
        }
        int version = header.getInt();
        if (version != VERSION) {
            throw new FleetMemoryException(file, "has format version " + version + ", needed is " + VERSION);
        }
        int meters = header.getInt();
        long seed = header.getLong();
        int gasEvery = Short.toUnsignedInt(header.getShort());
        int waterEvery = Short.toUnsignedInt(header.getShort());
        int stsEvery = header.getInt();
        if (header.getInt() != checksum(header)) {
            throw new FleetMemoryException(file, "header is damaged");
        }
        return new FleetMark(seed, meters, waterEvery, gasEvery, stsEvery);
    }

    static Optional<Instant> timeLastSeen(MemorySegment segment) {
        long timeMs = (long) TIME.getVolatile(segment, (long) TIME_AT);
        return timeMs == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(timeMs));
    }

    /** Raises the time last seen; never lowers it. For many threads at once. */
    static void timeSeen(MemorySegment segment, long timeMs) {
        long seenMs = (long) TIME.getVolatile(segment, (long) TIME_AT);
        while (seenMs < timeMs && !TIME.compareAndSet(segment, (long) TIME_AT, seenMs, timeMs)) {
            seenMs = (long) TIME.getVolatile(segment, (long) TIME_AT);
        }
    }

    private static int checksum(ByteBuffer header) {
        CRC32 crc = new CRC32();
        crc.update(header.duplicate().position(0).limit(CHECKSUM_AT));
        return (int) crc.getValue();
    }
}
