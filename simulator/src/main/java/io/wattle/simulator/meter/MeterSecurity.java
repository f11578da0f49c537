package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.server.ClientTerms;
import java.util.Optional;

/**
 * How a meter and its managing client trust each other. The keys stay open as long as the meter lives.
 *
 * @param keys as the meter has them
 * @param clientKeys as its client has them
 * @param terms what the meter asks of him
 */
public record MeterSecurity(DlmsKeys keys, DlmsKeys clientKeys, SecurityTerms terms) {
    private static final int MANAGEMENT_CLIENT = 1;

    /** What a meter asks of the client who manages it; others than he and the public client it does not know. */
    Optional<ClientTerms> client(int number) {
        return number == MANAGEMENT_CLIENT ? Optional.of(new ClientTerms(terms, true)) : Optional.empty();
    }

    /** The usual terms, under which both sides have the same keys. */
    public static MeterSecurity usual(DlmsKeys keys) {
        return new MeterSecurity(keys, keys, SecurityTerms.USUAL);
    }
}
