package io.wattle.protocols.dlms.association;

import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How to associate.
 *
 * @param client wrapper port of the client, 1..65535
 * @param server wrapper port of the meter's logical device, 1..65535
 * @param clientTitle our system title, 8 bytes
 * @param terms how both sides prove themselves, and protect what they say
 * @param keys what the terms need; not copied, the giver wipes them
 * @param apduBytesMax longest APDU we take, 64..65535
 * @param referencing how attributes and methods are named
 * @param conformance services that we propose, as {@link io.wattle.protocols.dlms.apdu.Initiate} writes them; what the
 *        meter has besides is not used
 * @param protectedRelease whether the meter wants to see who ends the association; of ciphered ones only
 */
public record AssociationPlan(int client, int server, byte[] clientTitle, SecurityTerms terms, KeyRing keys,
        int apduBytesMax, Referencing referencing, int conformance,
        boolean protectedRelease) {

    public AssociationPlan {
        if (clientTitle.length != 8) {
            throw new IllegalArgumentException("clientTitle must have 8 bytes, has " + clientTitle.length);
        }
        clientTitle = clientTitle.clone();
    }

    /** All services proposed that we have, and ended in clear. */
    public AssociationPlan(int client, int server, byte[] clientTitle, SecurityTerms terms, KeyRing keys,
            int apduBytesMax, Referencing referencing) {
        this(client, server, clientTitle, terms, keys, apduBytesMax, referencing, referencing.offeredConformance(),
                false);
    }

    /** By logical names. */
    public AssociationPlan(int client, int server, byte[] clientTitle, SecurityTerms terms, KeyRing keys,
            int apduBytesMax) {
        this(client, server, clientTitle, terms, keys, apduBytesMax, Referencing.LOGICAL_NAMES);
    }

    /** The usual terms if there are global keys, else no security at all. */
    public AssociationPlan(int client, int server, byte[] clientTitle, Optional<GlobalKeys> keys, int apduBytesMax) {
        this(client, server, clientTitle, keys.isPresent() ? SecurityTerms.USUAL : SecurityTerms.PLAIN,
                keys.map(KeyRing::of).orElseGet(KeyRing::empty), apduBytesMax);
    }

    /** Last arc of the application context's object identifier. */
    public int context() {
        return referencing.context(terms.isProtected());
    }

    /** Is every APDU of the association ciphered? */
    public boolean ciphered() {
        return terms.ciphered();
    }

    @Override
    public byte[] clientTitle() {
        return clientTitle.clone();
    }

    @Override
    public String toString() {
        return "AssociationPlan[client=" + client + ", server=" + server + ", title="
                + HexFormat.of().formatHex(clientTitle) + ", terms=" + terms + "]";
    }
}
