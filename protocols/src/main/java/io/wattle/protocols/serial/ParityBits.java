package io.wattle.protocols.serial;

import io.wattle.protocols.serial.LineSettings.Parity;

/** Parity in the eighth bit of seven-bit characters. Immutable, safe for any thread. */
final class ParityBits {
    static final int TOP_BIT = 0x80;
    private static final int SEVEN_BITS = 0x7F;

    private ParityBits() {}

    /** The seven bits with their parity bit above them. */
    static byte with(Parity parity, byte character) {
        int bits = character & SEVEN_BITS;
        boolean oneMore = switch (parity) {
            case NONE -> false;
            case EVEN -> Integer.bitCount(bits) % 2 == 1;
            case ODD -> Integer.bitCount(bits) % 2 == 0;
        };
        return (byte) (oneMore ? bits | TOP_BIT : bits);
    }

    /** The seven bits alone if their parity is right; with the top bit set if it is wrong. */
    static byte checked(Parity parity, byte received) {
        byte bare = (byte) (received & SEVEN_BITS);
        return parity == Parity.NONE || with(parity, bare) == received ? bare : (byte) (bare | TOP_BIT);
    }
}
