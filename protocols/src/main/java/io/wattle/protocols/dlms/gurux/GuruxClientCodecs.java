package io.wattle.protocols.dlms.gurux;

import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ClientCodecs;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Client codecs that stand on the Gurux library. */
public final class GuruxClientCodecs implements ClientCodecs {
    /** Held here so that the level is not forgotten with the logger. The library logs challenges and proofs. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("gurux.dlms");

    public GuruxClientCodecs() {
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    @Override
    public ClientCodec open(AssociationPlan plan) {
        return new GuruxClientCodec(plan);
    }
}
