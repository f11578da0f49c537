package io.wattle.protocols.dlms.hdlc;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * An HDLC address (IEC 62056-46, 6.4.2.2): the upper part names the logical device or the client, the lower part the
 * physical device on a line that several share.
 *
 * @param upper 0..127, with four bytes 0..16383
 * @param lower the same; 0 in an address of one byte, which has none
 * @param bytes on the line: 1, 2 or 4
 */
public record HdlcAddress(int upper, int lower, int bytes) {
    /** Lower addresses below this are reserved. */
    public static final int LOWER_MIN = 16;

    private static final int SHORT_MAX = 0x7F;
    private static final int LONG_MAX = 0x3FFF;

    public HdlcAddress {
        if (bytes != 1 && bytes != 2 && bytes != 4) {
            throw new IllegalArgumentException("an HDLC address has 1, 2 or 4 bytes, not " + bytes);
        }
        int most = bytes == 4 ? LONG_MAX : SHORT_MAX;
        check("upper", upper, most);
        check("lower", lower, bytes == 1 ? 0 : most);
    }

    /** The address of a client, 0..127, or of a meter that has the line for itself. */
    public static HdlcAddress oneByte(int upper) {
        return new HdlcAddress(upper, 0, 1);
    }

    /** The shortest address that holds both parts. */
    public static HdlcAddress of(int upper, int lower) {
        return new HdlcAddress(upper, lower, upper <= SHORT_MAX && lower <= SHORT_MAX ? 2 : 4);
    }

    /** Whether it names the same station, in however many bytes. */
    boolean isSame(HdlcAddress other) {
        return upper == other.upper && lower == other.lower && (bytes == 1) == (other.bytes == 1);
    }

    /** Seven bits a byte; the lowest bit is set in the last byte only. */
    void write(ByteBuf out) {
        switch (bytes) {
            case 1 -> out.writeByte((upper << 1) | 1);
            case 2 -> out.writeByte(upper << 1).writeByte((lower << 1) | 1);
            default -> out.writeByte(upper >>> 7 << 1)
                    .writeByte((upper << 1) & 0xFF)
                    .writeByte(lower >>> 7 << 1)
                    .writeByte(((lower << 1) & 0xFF) | 1);
        }
    }

    /** How many bytes the address at an index has; 0 if that cannot be seen yet, -1 if no address has so many. */
    static int length(ByteBuf in, int index) {
        for (int count = 1; count <= 4; count++) {
            if (index + count > in.writerIndex()) {
                return 0;
            }
            if ((in.getByte(index + count - 1) & 1) == 1) {
                return count == 3 ? -1 : count;
            }
        }
        return -1;
    }

    /** The address at an index whose {@link #length} is known; empty if it is no address. */
    static Optional<HdlcAddress> read(ByteBuf in, int index, int length) {
        return switch (length) {
            case 1 -> Optional.of(oneByte(seven(in, index)));
            case 2 -> Optional.of(new HdlcAddress(seven(in, index), seven(in, index + 1), 2));
            case 4 -> Optional.of(new HdlcAddress(seven(in, index) << 7 | seven(in, index + 1),
                    seven(in, index + 2) << 7 | seven(in, index + 3), 4));
            default -> Optional.empty();
        };
    }

    private static int seven(ByteBuf in, int index) {
        return in.getUnsignedByte(index) >>> 1;
    }

    private static void check(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("the " + name + " HDLC address must be 0.." + most + " here, was: "
                    + value);
        }
    }
}
