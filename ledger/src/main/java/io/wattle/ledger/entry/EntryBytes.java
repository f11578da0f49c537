package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the parts that entries are made of, big-endian. The counterpart of {@link EntrySource}. */
final class EntryBytes {
    private static final int U16_MAX = 0xFFFF;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    EntryBytes u8(int value) {
        bytes.write(value);
        return this;
    }

    EntryBytes u16(int value) {
        if (value < 0 || value > U16_MAX) {
            throw new IllegalArgumentException("must be 0.." + U16_MAX + ", was: " + value);
        }
        return u8(value >>> 8).u8(value);
    }

    EntryBytes i32(int value) {
        return u8(value >>> 24).u8(value >>> 16).u8(value >>> 8).u8(value);
    }

    EntryBytes i64(long value) {
        return i32((int) (value >>> 32)).i32((int) value);
    }

    /** Length in bytes (u16), then UTF-8. */
    EntryBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u16(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    /** Seconds since 1970 (i64), nanoseconds (i32, 0..999,999,999). */
    EntryBytes instant(Instant instant) {
        return i64(instant.getEpochSecond()).i32(instant.getNano());
    }

    EntryBytes unit(Unit unit) {
        return text(unit.code());
    }

    EntryBytes quantity(Quantity quantity) {
        return unit(quantity.unit()).i64(quantity.value());
    }

    /** These enums say that their order stands in the journal; a test with fixed bytes holds them to it. */
    @SuppressWarnings("EnumOrdinal")
    EntryBytes enumerated(Enum<?> value) {
        return u8(value.ordinal());
    }

    /** 1 for true, 0 for false. */
    EntryBytes flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** 0, or 1 and the value. */
    <T> EntryBytes optional(Optional<T> value, Consumer<T> writer) {
        flag(value.isPresent());
        value.ifPresent(writer);
        return this;
    }
}
