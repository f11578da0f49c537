package io.wattle.ledger.card;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Keyed hash of a card's number (HMAC-SHA-256), as four big-endian words: all that the ledger knows of the number. Whoever
 * has not the key can neither make it from a number nor try numbers against it.
 *
 * <p>Immutable, safe for any thread.
 */
public record CardHash(long first, long second, long third, long fourth) {
    public static final int BYTES = 32;

    /**
     * The hash of 32 bytes.
     *
     * @throws IllegalArgumentException if they are not 32
     */
    public static CardHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a card's hash must have " + BYTES + " bytes, was: " + bytes.length);
        }
        ByteBuffer words = ByteBuffer.wrap(bytes);
        return new CardHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    /** Takes the same time whatever differs. */
    public boolean isSame(long otherFirst, long otherSecond, long otherThird, long otherFourth) {
        return ((first ^ otherFirst) | (second ^ otherSecond) | (third ^ otherThird) | (fourth ^ otherFourth)) == 0;
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(first) + hex.toHexDigits(second) + hex.toHexDigits(third) + hex.toHexDigits(fourth);
    }
}
