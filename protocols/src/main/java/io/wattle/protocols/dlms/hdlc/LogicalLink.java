package io.wattle.protocols.dlms.hdlc;

import java.util.Arrays;
import java.util.Optional;

/** The LLC header before every APDU (IEC 62056-46, 5.3.2): whom it is for, from whom, and how well. */
final class LogicalLink {
    private static final byte[] COMMAND = {(byte) 0xE6, (byte) 0xE6, 0};
    private static final byte[] RESPONSE = {(byte) 0xE6, (byte) 0xE7, 0};

    static final int BYTES = 3;

    private LogicalLink() {}

    /** Before what a client sends. */
    static byte[] command() {
        return COMMAND.clone();
    }

    /** Before what a meter sends. */
    static byte[] response() {
        return RESPONSE.clone();
    }

    /** The APDU behind the header, one octet at least; empty if it stands behind another. */
    static Optional<byte[]> headless(byte[] header, byte[] whole) {
        return whole.length > header.length && Arrays.equals(whole, 0, header.length, header, 0, header.length)
                ? Optional.of(Arrays.copyOfRange(whole, header.length, whole.length))
                : Optional.empty();
    }

    static byte[] headed(byte[] header, byte[] apdu) {
        byte[] whole = Arrays.copyOf(header, header.length + apdu.length);
        System.arraycopy(apdu, 0, whole, header.length, apdu.length);
        return whole;
    }
}
