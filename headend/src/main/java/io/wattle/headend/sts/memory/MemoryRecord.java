package io.wattle.headend.sts.memory;

import io.wattle.headend.sts.keystore.SealingKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record as it lies in a file: {@code docs/keystore-format.md}. Immutable; the array is this record's own.
 *
 * @param durableBefore up to which offset the file was forced when this was written
 */
record MemoryRecord(long durableBefore, IdHash id, byte[] sealed) {
    private static final int HEAD_BYTES = Integer.BYTES + Long.BYTES + IdHash.BYTES;
    private static final int SEALED_BYTES_MAX = Remembered.BYTES_MAX + SealingKey.OVERHEAD_BYTES;
    static final int BYTES_MAX = HEAD_BYTES + SEALED_BYTES_MAX + Integer.BYTES;

    /** Seals a result for its place: at another one it cannot be opened. */
    static MemoryRecord seal(Remembered result, SealingKey key, long generation, long offset, long durableBefore) {
        IdHash id = IdHash.of(result.messageId());
        byte[] plain = result.encode();
        try {
            return new MemoryRecord(durableBefore, id,
                    key.seal(context(generation, offset, durableBefore, id), plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** @throws MemoryException if it was changed, moved, or sealed with another key */
    Remembered open(SealingKey key, long generation, long offset) {
        byte[] plain = key.open(context(generation, offset, durableBefore, id), sealed)
                .orElseThrow(() -> new MemoryException("the record at " + offset + " was changed"));
        try {
            return Remembered.decode(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Reads the record at the buffer's position and moves behind it; empty, and not moved, if there is no whole one. */
    static Optional<MemoryRecord> read(ByteBuffer bytes) {
        int begin = bytes.position();
        if (bytes.remaining() < HEAD_BYTES) {
            return Optional.empty();
        }
        int length = bytes.getInt(begin);
        int whole = HEAD_BYTES + length + Integer.BYTES;
        if (length < SealingKey.OVERHEAD_BYTES || length > SEALED_BYTES_MAX || whole > bytes.remaining()
                || bytes.getInt(begin + whole - Integer.BYTES) != checksum(
                        bytes.slice(begin, whole - Integer.BYTES))) {
            return Optional.empty();
        }
        bytes.getInt();
        long durableBefore = bytes.getLong();
        IdHash id = new IdHash(bytes.getLong(), bytes.getLong());
        byte[] sealed = new byte[length];
        bytes.get(sealed).getInt();
        return Optional.of(new MemoryRecord(durableBefore, id, sealed));
    }

    int bytesLength() {
        return HEAD_BYTES + sealed.length + Integer.BYTES;
    }

    void write(ByteBuffer into) {
        int begin = into.position();
        into.putInt(sealed.length).putLong(durableBefore).putLong(id.high()).putLong(id.low()).put(sealed);
        into.putInt(checksum(into.slice(begin, into.position() - begin)));
    }

    private static byte[] context(long generation, long offset, long durableBefore, IdHash id) {
        return ByteBuffer.allocate(3 * Long.BYTES + IdHash.BYTES)
                .putLong(generation)
                .putLong(offset)
                .putLong(durableBefore)
                .putLong(id.high())
                .putLong(id.low())
                .array();
    }

    private static int checksum(ByteBuffer covered) {
        CRC32C crc = new CRC32C();
        crc.update(covered);
        return (int) crc.getValue();
    }
}
