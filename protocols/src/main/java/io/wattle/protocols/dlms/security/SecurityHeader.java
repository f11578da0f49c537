package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import java.util.Optional;

/**
 * What stands in clear in front of a protected APDU.
 *
 * @param control security control byte, 0..255: bit 4 authenticated, bit 5 encrypted, bit 6 broadcast key, bit 7
 *        compressed, low four bits the suite
 * @param counter invocation counter, 0..4294967295
 */
public record SecurityHeader(int control, long counter) {
    static final int HEAD_BYTES = 5;
    static final int TAG_BYTES = 12;
    private static final int SUITE_BITS = 0x0F;
    private static final int BROADCAST = 0x40;
    private static final int COMPRESSED = 0x80;

    /** The header of a protected APDU, if it is long enough to be one: header, and tag if its policy has one. */
    public static Optional<SecurityHeader> of(byte[] protectedApdu) {
        if (protectedApdu.length < HEAD_BYTES) {
            return Optional.empty();
        }
        AxdrReader in = new AxdrReader(protectedApdu);
        SecurityHeader header = new SecurityHeader(in.unsigned8(), in.unsigned32());
        int least = header.policy().authenticates() ? TAG_BYTES : 1;
        return in.left() >= least ? Optional.of(header) : Optional.empty();
    }

    /** Authenticated, encrypted, both or neither. */
    public MessagePolicy policy() {
        return MessagePolicy.of(control);
    }

    /** The suite's number, 0..15. */
    public int suite() {
        return control & SUITE_BITS;
    }

    /** What it is that is not offered here: compression (ITU-T V.44), or the broadcast key; empty if it is neither. */
    public Optional<String> notOffered() {
        return switch (control & (BROADCAST | COMPRESSED)) {
            case 0 -> Optional.empty();
            case BROADCAST -> Optional.of("under the broadcast key");
            default -> Optional.of("compressed");
        };
    }
}
