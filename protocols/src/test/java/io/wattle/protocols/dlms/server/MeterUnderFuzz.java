package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.SharedKeys;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.security.SecurityTerms;

/** A meter and a client for the fuzzer: whatever either is told, it answers, or says no. */
public final class MeterUnderFuzz {
    private final SecuredExchange exchange;

    /** Both with the same keys, not yet associated. */
    public MeterUnderFuzz(SecurityTerms terms, SharedKeys keys) {
        this.exchange = new SecuredExchange(terms, keys.meter(), keys.client());
    }

    /** The same for a client that asks by short names or logical ones. */
    public MeterUnderFuzz(SecurityTerms terms, SharedKeys keys, Referencing referencing) {
        this.exchange = new SecuredExchange(terms, keys.meter(), keys.client(), referencing, false);
    }

    /** The same, associated. */
    public MeterUnderFuzz associated() {
        if (!exchange.associate()) {
            throw new IllegalStateException("the two do not associate");
        }
        return this;
    }

    /** To the meter, as it is. */
    public void tell(byte[] apdu) {
        if (apdu.length > 0) {
            exchange.meter.answer(apdu);
            exchange.meter.answerWhole(apdu);
        }
    }

    /** To the meter, as from somebody who has the client's keys. */
    public void tellSealed(byte[] plain) {
        if (plain.length > 0) {
            exchange.meter.answer(exchange.codec.seal(plain));
        }
    }

    /** To the meter, as from that somebody, with some of its bytes changed on the way. */
    public void tellChanged(byte[] changes) {
        byte[] sealed = exchange.ask();
        for (int at = 0; at < changes.length && at < sealed.length; at++) {
            sealed[at] ^= changes[at];
        }
        exchange.meter.answer(sealed);
        exchange.codec.open(sealed);
    }

    /** To the client, as the answer to a question. */
    public void answer(byte[] apdu) {
        exchange.ask();
        exchange.accept(apdu);
        exchange.gate.admit(apdu, ApduTag.GET_RESPONSE);
    }

    /** To the client, as the answer to its AARQ and then to its proof. */
    public void answerOpening(byte[] apdu) {
        exchange.codec.associate();
        AssociationResponse.read(apdu).ifPresent(exchange.codec::acceptAssociation);
        exchange.codec.acceptProof(apdu);
        exchange.codec.open(apdu);
    }
}
