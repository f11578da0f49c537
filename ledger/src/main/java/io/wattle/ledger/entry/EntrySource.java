package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the parts that entries are made of; every length is compared with what is left before anything is made. */
final class EntrySource {
    private final ByteBuffer bytes;

    EntrySource(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int offsetBytes() {
        return bytes.position();
    }

    EntryMalformed malformed(String reason) {
        return new EntryMalformed(bytes.position(), reason);
    }

    void requireEnd() {
        if (bytes.hasRemaining()) {
            throw malformed(bytes.remaining() + " bytes too many");
        }
    }

    int u8() {
        return need(1).get() & 0xFF;
    }

    int u16() {
        return need(2).getShort() & 0xFFFF;
    }

    int i32() {
        return need(4).getInt();
    }

    long i64() {
        return need(8).getLong();
    }

    String text() {
        int length = u16();
        ByteBuffer utf8 = need(length).slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw malformed("text that is not UTF-8");
        }
    }

    Instant instant() {
        long seconds = i64();
        int nanos = i32();
        if (nanos < 0 || nanos > 999_999_999 || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            throw malformed("no instant: " + seconds + " s " + nanos + " ns");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    Unit unit() {
        return Unit.ofCode(text());
    }

    Quantity quantity() {
        Unit unit = unit();
        return unit.of(i64());
    }

    /** One of the values, by its number from 0. */
    <E extends Enum<E>> E enumerated(E[] values) {
        int number = u8();
        if (number >= values.length) {
            throw malformed("unknown number " + number + " of " + values.getClass().getComponentType().getSimpleName());
        }
        return values[number];
    }

    boolean flag() {
        return switch (u8()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw malformed("neither true (1) nor false (0)");
        };
    }

    <T> Optional<T> optional(Supplier<T> reader) {
        return switch (u8()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(reader.get());
            default -> throw malformed("neither present (1) nor absent (0)");
        };
    }

    private ByteBuffer need(int count) {
        if (bytes.remaining() < count) {
            throw malformed(count + " bytes needed, " + bytes.remaining() + " left");
        }
        return bytes;
    }
}
