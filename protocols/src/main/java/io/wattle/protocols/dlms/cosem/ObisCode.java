package io.wattle.protocols.dlms.cosem;

/**
 * Logical name of a COSEM object: six value groups A-B:C.D.E*F, each 0..255 (IEC 62056-61), written with dots.
 *
 * @param dotted such as {@code 1.0.1.8.0.255}
 */
public record ObisCode(String dotted) {
    /** Bytes of a logical name. */
    public static final int BYTES = 6;

    public ObisCode {
        read(dotted);
    }

    /** The name that these six bytes are. */
    public static ObisCode of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("logical name must have 6 bytes, has " + bytes.length);
        }
        StringBuilder dotted = new StringBuilder(24);
        for (byte group : bytes) {
            dotted.append(dotted.isEmpty() ? "" : ".").append(group & 0xFF);
        }
        return new ObisCode(dotted.toString());
    }

    /** As on the wire: six bytes, group A first. */
    public byte[] bytes() {
        return read(dotted);
    }

    /** By hand: every request has names, and patterns take longer over one than its cipher does. */
    private static byte[] read(String dotted) {
        byte[] bytes = new byte[BYTES];
        int group = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i < dotted.length(); i++) {
            char c = dotted.charAt(i);
            if (c == '.' && digits > 0 && group < BYTES - 1) {
                bytes[group++] = (byte) value;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9' && (digits == 0 || value > 0) && 10 * value + c - '0' <= 255) {
                value = 10 * value + c - '0';
                digits++;
            } else {
                throw notOne(dotted);
            }
        }
        if (group != BYTES - 1 || digits == 0) {
            throw notOne(dotted);
        }
        bytes[group] = (byte) value;
        return bytes;
    }

    private static IllegalArgumentException notOne(String dotted) {
        return new IllegalArgumentException("OBIS code must be six numbers 0..255 with dots between, was: " + dotted);
    }

    @Override
    public String toString() {
        return dotted;
    }
}
