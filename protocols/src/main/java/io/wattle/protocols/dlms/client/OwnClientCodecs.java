package io.wattle.protocols.dlms.client;

import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ClientCodecs;

/** Client codecs that stand on no library. */
public final class OwnClientCodecs implements ClientCodecs {
    @Override
    public ClientCodec open(AssociationPlan plan) {
        return new OwnClientCodec(plan);
    }
}
