package io.wattle.headend.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One key in the file, sealed: length of the subject (u16), how much of the file was on disk before this was written (i64),
 * subject, sealed key (60 bytes), CRC-32C of all before it (i32).
 */
record KeyRecord(String subject, long durableBefore, byte[] sealed) {
    private static final int HEAD_BYTES = 2 + 8;
    static final int SEALED_BYTES = Aes.KEY_BYTES + Aes.OVERHEAD_BYTES;
    static final int BYTES_MAX = HEAD_BYTES + 300 + SEALED_BYTES + 4;

    byte[] bytes() {
        byte[] name = subject.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + name.length + SEALED_BYTES + 4)
                .putShort((short) name.length)
                .putLong(durableBefore)
                .put(name)
                .put(sealed);
        CRC32C check = new CRC32C();
        check.update(bytes.array(), 0, bytes.position());
        return bytes.putInt((int) check.getValue()).array();
    }

    /** The one at the buffer's place, which moves behind it; empty, and nothing moves, if there is no whole one. */
    static Optional<KeyRecord> read(ByteBuffer from) {
        int start = from.position();
        if (from.remaining() < HEAD_BYTES) {
            return Optional.empty();
        }
        int name = from.getShort(start) & 0xFFFF;
        int length = HEAD_BYTES + name + SEALED_BYTES + 4;
        if (name == 0 || length > BYTES_MAX || from.remaining() < length) {
            return Optional.empty();
        }
        CRC32C check = new CRC32C();
        check.update(from.slice(start, length - 4));
        if ((int) check.getValue() != from.getInt(start + length - 4)) {
            return Optional.empty();
        }
        byte[] text = new byte[name];
        byte[] sealed = new byte[SEALED_BYTES];
        long durable = from.getLong(start + 2);
        from.position(start + HEAD_BYTES).get(text).get(sealed).position(start + length);
        return Optional.of(new KeyRecord(new String(text, StandardCharsets.UTF_8), durable, sealed));
    }
}
