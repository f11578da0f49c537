package io.wattle.protocols.dlms.cosem;

import java.util.regex.Pattern;

/**
 * Logical name of a COSEM object: six value groups A-B:C.D.E*F, each 0..255 (IEC 62056-61), written with dots.
 *
 * @param dotted such as {@code 1.0.1.8.0.255}
 */
public record ObisCode(String dotted) {
    /** Bytes of a logical name. */
    public static final int BYTES = 6;

    private static final Pattern GROUP = Pattern.compile("0|[1-9][0-9]{0,2}");

    public ObisCode {
        String[] groups = dotted.split("\\.", -1);
        boolean good = groups.length == 6;
        for (String group : groups) {
            good = good && GROUP.matcher(group).matches() && Integer.parseInt(group) <= 255;
        }
        if (!good) {
            throw new IllegalArgumentException(
                    "OBIS code must be six numbers 0..255 with dots between, was: " + dotted);
        }
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
        byte[] bytes = new byte[BYTES];
        String[] groups = dotted.split("\\.", -1);
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) Integer.parseInt(groups[i]);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return dotted;
    }
}
