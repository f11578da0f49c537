package io.wattle.protocols.dlms.frame;

import io.netty.buffer.ByteBuf;

/** Check sequence of frames (ISO/IEC 13239 with 16 bits, CRC-16/X-25): sent with the low byte first. */
public final class Fcs16 {
    private static final int REFLECTED_POLYNOMIAL = 0x8408; // x^16 + x^12 + x^5 + 1
    private static final int[] TABLE = table();

    private Fcs16() {}

    /** The check sequence of so many bytes from an index on, 0..65535. */
    public static int of(ByteBuf bytes, int index, int length) {
        int sum = 0xFFFF;
        for (int i = index; i < index + length; i++) {
            sum = (sum >>> 8) ^ TABLE[(sum ^ bytes.getByte(i)) & 0xFF];
        }
        return sum ^ 0xFFFF;
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int value = 0; value < table.length; value++) {
            int sum = value;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) == 0 ? sum >>> 1 : (sum >>> 1) ^ REFLECTED_POLYNOMIAL;
            }
            table[value] = sum;
        }
        return table;
    }
}
