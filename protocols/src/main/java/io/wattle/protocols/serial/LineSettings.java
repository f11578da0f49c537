package io.wattle.protocols.serial;

/**
 * Speed and framing of a serial line.
 *
 * @param baud bits a second, 50..921600
 * @param dataBits 7 or 8
 * @param stopBits 1 or 2
 */
public record LineSettings(int baud, int dataBits, Parity parity, int stopBits) {
    private static final int BAUD_MIN = 50;
    private static final int BAUD_MAX = 921_600;

    public LineSettings {
        if (baud < BAUD_MIN || baud > BAUD_MAX) {
            throw new IllegalArgumentException("baud must be " + BAUD_MIN + ".." + BAUD_MAX + ", was: " + baud);
        }
        if (dataBits != 7 && dataBits != 8) {
            throw new IllegalArgumentException("dataBits must be 7 or 8, was: " + dataBits);
        }
        if (stopBits != 1 && stopBits != 2) {
            throw new IllegalArgumentException("stopBits must be 1 or 2, was: " + stopBits);
        }
    }

    /** What stands beside the data bits, so that one flipped bit is noticed. */
    public enum Parity {
        NONE, EVEN, ODD
    }

    /** 7E1: seven bits, even parity, as IEC 62056-21 begins (clause 5.1). */
    public static LineSettings sevenEvenOne(int baud) {
        return new LineSettings(baud, 7, Parity.EVEN, 1);
    }

    /** 8N1: eight bits, no parity, as HDLC is carried. */
    public static LineSettings eightNoneOne(int baud) {
        return new LineSettings(baud, 8, Parity.NONE, 1);
    }

    /** Bits that one character takes on the line, with its start bit. */
    public int bitsPerCharacter() {
        return 1 + dataBits + (parity == Parity.NONE ? 0 : 1) + stopBits;
    }

    /** Such as {@code 9600 7E1}. */
    @Override
    public String toString() {
        return baud + " " + dataBits + parity.name().charAt(0) + stopBits;
    }
}
