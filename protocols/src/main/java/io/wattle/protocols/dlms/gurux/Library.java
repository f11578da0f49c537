package io.wattle.protocols.dlms.gurux;

import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.secure.GXDLMSSecureClient;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.association.AssociationPlan;
import java.util.Arrays;

/** The library's client, and what of it is not shown otherwise. */
final class Library extends GXDLMSSecureClient {
    Library(AssociationPlan plan) {
        super(true, plan.client(), plan.server(),
                plan.ciphered() ? Authentication.HIGH_GMAC : Authentication.NONE, null, InterfaceType.WRAPPER);
    }

    /** Did it read the same as we? An AARE has room for fields that two readers take differently. */
    boolean understood(AssociationResponse response, Initiate agreed, byte[] ownChallenge) {
        // The library numbers the bits from the other end.
        int conformance = Integer.reverse(Conformance.toInteger(getNegotiatedConformance())) >>> 8;
        boolean same = conformance != 0 && conformance == agreed.conformance();
        // An AARE without a challenge makes no association in which one is answered.
        same &= response.challenge().isEmpty() || Arrays.equals(getCtoSChallenge(), ownChallenge);
        return same && (response.title().isEmpty()
                || Arrays.equals(getSourceSystemTitle(), response.title().get()))
                && (response.challenge().isEmpty()
                        || Arrays.equals(getSettings().getStoCChallenge(), response.challenge().get()));
    }
}
