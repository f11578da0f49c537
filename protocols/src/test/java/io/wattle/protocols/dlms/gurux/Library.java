package io.wattle.protocols.dlms.gurux;

import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.secure.GXDLMSSecureClient;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.association.AssociationPlan;

/** The library's client, and what of it is not shown otherwise. */
final class Library extends GXDLMSSecureClient {
    Library(AssociationPlan plan) {
        super(true, plan.client(), plan.server(),
                plan.ciphered() ? Authentication.HIGH_GMAC : Authentication.NONE, null, InterfaceType.WRAPPER);
    }

    /** Services and longest APDU, as it understood the AARE. */
    Initiate agreed() {
        // The library numbers the bits from the other end.
        int conformance = Integer.reverse(Conformance.toInteger(getNegotiatedConformance())) >>> 8;
        return new Initiate(conformance, getMaxReceivePDUSize());
    }
}
