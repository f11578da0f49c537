package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import java.util.Optional;

/**
 * What stands in clear in front of a protected APDU.
 *
 * @param control security control byte, 0..255: bit 4 authenticated, bit 5 encrypted, low four bits the suite
 * @param counter invocation counter, 0..4294967295
 */
public record SecurityHeader(int control, long counter) {
    private static final int SHORTEST_BYTES = 17; // header and tag, around nothing

    /** The header of a protected APDU, if it is long enough to be one. */
    public static Optional<SecurityHeader> of(byte[] protectedApdu) {
        if (protectedApdu.length < SHORTEST_BYTES) {
            return Optional.empty();
        }
        AxdrReader in = new AxdrReader(protectedApdu);
        return Optional.of(new SecurityHeader(in.unsigned8(), in.unsigned32()));
    }
}
