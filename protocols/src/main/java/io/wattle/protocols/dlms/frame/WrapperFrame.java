package io.wattle.protocols.dlms.frame;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One wrapper frame (IEC 62056-47, WPDU): version 1, two ports, length, APDU.
 *
 * @param sourcePort wrapper port of the sender, 0..65535
 * @param destinationPort wrapper port of the receiver, 0..65535
 * @param payload the APDU, 1..65535 bytes; copied in and out
 */
public record WrapperFrame(int sourcePort, int destinationPort, byte[] payload) {
    /** Version, source, destination, length: two bytes each. */
    public static final int HEADER_BYTES = 8;
    /** The only version there is. */
    public static final int VERSION = 1;

    private static final int UNSIGNED16_MAX = 0xFFFF;

    public WrapperFrame {
        checkRange("sourcePort", sourcePort, 0);
        checkRange("destinationPort", destinationPort, 0);
        checkRange("payload length", payload.length, 1);
        payload = payload.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrapperFrame frame && sourcePort == frame.sourcePort
                && destinationPort == frame.destinationPort && Arrays.equals(payload, frame.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * sourcePort + destinationPort) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "WrapperFrame[" + sourcePort + " -> " + destinationPort + ", " + HexFormat.of().formatHex(payload)
                + "]";
    }

    private static void checkRange(String name, int value, int least) {
        if (value < least || value > UNSIGNED16_MAX) {
            throw new IllegalArgumentException(name + " must be " + least + "..65535, was: " + value);
        }
    }
}
