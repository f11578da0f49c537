package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.Initiate;
import java.util.Optional;

/** One client's association with one device, from AARQ to release. Not thread safe: its connection's event loop owns it. */
interface MeterAssociation {

    /** Answers one APDU. Whatever the bytes are, never throws. */
    Answer answer(byte[] apdu);

    /** The same, and an answer that is too long for one APDU is not cut: general blocks will carry it. */
    Answer answerWhole(byte[] apdu);

    /** Longest APDU that the client takes. */
    int replyBytesMax();

    /**
     * The association of that client; empty for clients that this server does not know.
     *
     * @param datagrams whether what comes may come twice and out of order
     */
    static Optional<MeterAssociation> of(int client, CosemDevice device, int apduBytesMax, boolean datagrams) {
        Optional<MeterAssociation> association = client == AccessRights.PUBLIC_CLIENT
                ? Optional.of(new PublicAssociation(device, apduBytesMax))
                : device.client(client).map(terms -> new SecuredAssociation(device, terms, apduBytesMax));
        return (device.conformance() & Initiate.GENERAL_BLOCK_TRANSFER) == 0
                ? association
                : association.map(inner -> new BlockAssociation(inner, datagrams));
    }
}
