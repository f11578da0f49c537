package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the parts that entries and the state are made of, big-endian, into a buffer that grows and can be used again.
 * The counterpart of {@link EntrySource}. For one thread.
 */
public final class EntryBytes {
    private static final int U16_MAX = 0xFFFF;
    /** Most entries fit, so that most buffers never grow. */
    private static final int FIRST_BYTES = 512;
    /** Above it a character is no ASCII and takes more than one byte. */
    private static final int ASCII_MAX = 0x7F;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** Begins anew; what was written is forgotten. */
    public void clear() {
        length = 0;
    }

    /** Takes a part of an array: the array, where the part begins, and how long it is. */
    @FunctionalInterface
    public interface Taker {
        void take(byte[] bytes, int offset, int length);
    }

    /** Shows what was written, without a copy; the taker must not keep the array. */
    public void addTo(Taker taker) {
        taker.take(bytes, 0, length);
    }

    /** Gives what was written to a stream. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    public EntryBytes u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public EntryBytes u16(int value) {
        if (value < 0 || value > U16_MAX) {
            throw new IllegalArgumentException("must be 0.." + U16_MAX + ", was: " + value);
        }
        return u8(value >>> 8).u8(value);
    }

    public EntryBytes i32(int value) {
        room(Integer.BYTES);
        bytes[length] = (byte) (value >>> 24);
        bytes[length + 1] = (byte) (value >>> 16);
        bytes[length + 2] = (byte) (value >>> 8);
        bytes[length + 3] = (byte) value;
        length += Integer.BYTES;
        return this;
    }

    public EntryBytes i64(long value) {
        return i32((int) (value >>> 32)).i32((int) value);
    }

    /** Length in bytes (u16), then UTF-8. */
    public EntryBytes text(String text) {
        int characters = text.length();
        if (characters > U16_MAX) {
            throw new IllegalArgumentException("must be 0.." + U16_MAX + " characters, was: " + characters);
        }
        room(2 + characters);
        int start = length + 2;
        for (int i = 0; i < characters; i++) {
            char character = text.charAt(i);
            if (character > ASCII_MAX) {
                return notAscii(text);
            }
            bytes[start + i] = (byte) character;
        }
        u16(characters);
        length += characters;
        return this;
    }

    private EntryBytes notAscii(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u16(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    /** Length (u16), then the bytes. */
    public EntryBytes bytes(byte[] some) {
        u16(some.length);
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
        return this;
    }

    /** Seconds since 1970 (i64), nanoseconds (i32, 0..999,999,999). */
    public EntryBytes instant(Instant instant) {
        return i64(instant.getEpochSecond()).i32(instant.getNano());
    }

    public EntryBytes unit(Unit unit) {
        return text(unit.code());
    }

    public EntryBytes quantity(Quantity quantity) {
        return unit(quantity.unit()).i64(quantity.value());
    }

    /** These enums say that their order stands in the journal; a test with fixed bytes holds them to it. */
    @SuppressWarnings("EnumOrdinal")
    public EntryBytes enumerated(Enum<?> value) {
        return u8(value.ordinal());
    }

    /** 1 for true, 0 for false. */
    public EntryBytes flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** 0, or 1 and the value. */
    public <T> EntryBytes optional(Optional<T> value, Consumer<T> writer) {
        flag(value.isPresent());
        value.ifPresent(writer);
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
