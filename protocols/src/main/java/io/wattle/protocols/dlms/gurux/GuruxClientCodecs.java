package io.wattle.protocols.dlms.gurux;

import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ClientCodecs;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Client codecs that stand on the Gurux library, for the usual terms and for none. */
public final class GuruxClientCodecs implements ClientCodecs {
    /** Held here so that the level is not forgotten with the logger. The library logs challenges and proofs. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("gurux.dlms");

    public GuruxClientCodecs() {
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    /** Whether associations on these terms can be had here: the others stand on our own codec alone. */
    public static boolean serves(SecurityTerms terms) {
        return terms.equals(SecurityTerms.USUAL) || terms.equals(SecurityTerms.PLAIN);
    }

    @Override
    public ClientCodec open(AssociationPlan plan) {
        if (!serves(plan.terms())) {
            throw new IllegalArgumentException("the library's codec does not serve " + plan.terms());
        }
        return new GuruxClientCodec(plan);
    }
}
