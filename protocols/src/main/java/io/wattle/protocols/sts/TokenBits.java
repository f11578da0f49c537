package io.wattle.protocols.sts;

import io.wattle.protocols.sts.value.StsChecks;
import java.math.BigInteger;

/** The two steps between a block and a token that are no encryption: checksum, and where the class goes. Stateless. */
public final class TokenBits {
    private static final int CHECKED_BITS = 50;
    private static final int CHECKED_BYTES = 7; // the 50 bits before the checksum, with six zeros in front
    private static final int POLYNOMIAL = 0xA001; // x^16 + x^15 + x^2 + 1, reflected
    private static final int CURRENCY_BYTE = 1;
    private static final int CLASS_PLACE = 27;
    private static final long TWO_BITS = 3;

    private TokenBits() {}

    /**
     * The CRC of all tokens but currency credit, 16 bits as they stand in a token.
     *
     * @param fifty class, subclass and 44 bits of data
     */
    public static int crc(long fifty) {
        return sent(register(fifty));
    }

    /** The CRC_C of currency credit: over one byte more. */
    static int currencyCrc(long fifty) {
        return sent(next(register(fifty), CURRENCY_BYTE));
    }

    /**
     * The 66 bits of a token: the class takes places 28 and 27 of the block, and what stood there goes to the front.
     *
     * @param tokenClass 0 to 3
     * @param block encrypted already, if the class is
     */
    public static BigInteger sixtySix(int tokenClass, long block) {
        StsChecks.requireRange("class", tokenClass, 0, 3);
        long front = block >>> CLASS_PLACE & TWO_BITS;
        long low = (block & ~(TWO_BITS << CLASS_PLACE)) | (long) tokenClass << CLASS_PLACE;
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(low));
        return BigInteger.valueOf(front).shiftLeft(Long.SIZE).or(unsigned);
    }

    /** The class of a token. */
    static int tokenClass(BigInteger sixtySix) {
        return (int) (sixtySix.longValue() >>> CLASS_PLACE & TWO_BITS);
    }

    /** The block of a token. */
    static long block(BigInteger sixtySix) {
        long front = sixtySix.shiftRight(Long.SIZE).longValue();
        return (sixtySix.longValue() & ~(TWO_BITS << CLASS_PLACE)) | front << CLASS_PLACE;
    }

    private static int register(long fifty) {
        StsChecks.require(fifty >>> CHECKED_BITS == 0, "checked bits", "must be 50");
        int crc = 0xFFFF;
        for (int i = CHECKED_BYTES - 1; i >= 0; i--) {
            crc = next(crc, (int) (fifty >>> (i * Byte.SIZE)) & 0xFF);
        }
        return crc;
    }

    private static int next(int crc, int value) {
        int register = crc ^ value;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            register = (register & 1) == 1 ? (register >>> 1) ^ POLYNOMIAL : register >>> 1;
        }
        return register;
    }

    /** The low byte is sent first. */
    private static int sent(int crc) {
        return (crc & 0xFF) << Byte.SIZE | crc >>> Byte.SIZE;
    }
}
