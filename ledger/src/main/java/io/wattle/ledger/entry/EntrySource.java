package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads the parts that entries and the state are made of; every length is compared with what is left before anything is
 * made. The counterpart of {@link EntryBytes}. For one thread.
 */
public final class EntrySource {
    private final ByteBuffer bytes;
    private final UnaryOperator<String> names;

    public EntrySource(byte[] bytes) {
        this(bytes, UnaryOperator.identity());
    }

    /** With texts that are exchanged for equal ones, so that the same name is one string. */
    public EntrySource(byte[] bytes, UnaryOperator<String> names) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.names = names;
    }

    int offsetBytes() {
        return bytes.position();
    }

    public EntryMalformed malformed(String reason) {
        return new EntryMalformed(bytes.position(), reason);
    }

    public void requireEnd() {
        if (bytes.hasRemaining()) {
            throw malformed(bytes.remaining() + " bytes too many");
        }
    }

    public int u8() {
        return need(1).get() & 0xFF;
    }

    public int u16() {
        return need(2).getShort() & 0xFFFF;
    }

    public int i32() {
        return need(4).getInt();
    }

    public long i64() {
        return need(8).getLong();
    }

    public String text() {
        return names.apply(plainText());
    }

    private String plainText() {
        int length = u16();
        int start = need(length).position();
        bytes.position(start + length);
        return isAscii(start, length)
                ? new String(bytes.array(), start, length, StandardCharsets.ISO_8859_1)
                : notAscii(bytes.slice(start, length));
    }

    private boolean isAscii(int start, int length) {
        byte[] array = bytes.array();
        for (int i = start; i < start + length; i++) {
            if (array[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Strict: a text that is not UTF-8 is refused, not mended. */
    private String notAscii(ByteBuffer utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw malformed("text that is not UTF-8");
        }
    }

    /** As many as stand before them (u16). */
    public byte[] bytes() {
        int length = u16();
        ByteBuffer left = need(length);
        byte[] some = new byte[length];
        left.get(some);
        return some;
    }

    public Instant instant() {
        long seconds = i64();
        int nanos = i32();
        if (nanos < 0 || nanos > 999_999_999 || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            throw malformed("no instant: " + seconds + " s " + nanos + " ns");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    public Unit unit() {
        return Unit.ofCode(plainText());
    }

    public Quantity quantity() {
        Unit unit = unit();
        return unit.of(i64());
    }

    public Money money() {
        Quantity quantity = quantity();
        if (quantity instanceof Money money) {
            return money;
        }
        throw malformed("money expected, found " + quantity.unit().code());
    }

    /** One of the values, by its number from 0. */
    public <E extends Enum<E>> E enumerated(E[] values) {
        int number = u8();
        if (number >= values.length) {
            throw malformed("unknown number " + number + " of " + values.getClass().getComponentType().getSimpleName());
        }
        return values[number];
    }

    public boolean flag() {
        return switch (u8()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw malformed("neither true (1) nor false (0)");
        };
    }

    public <T> Optional<T> optional(Supplier<T> reader) {
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
