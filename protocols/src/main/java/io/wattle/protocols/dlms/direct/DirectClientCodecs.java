package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ClientCodecs;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.security.SecureRandom;

/** Client codecs of our own: a small one for what most meters have, and one for all other terms. */
public final class DirectClientCodecs implements ClientCodecs {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHALLENGE_BYTES = 16;

    @Override
    public ClientCodec open(AssociationPlan plan) {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(challenge);
        boolean usual = plan.terms().equals(SecurityTerms.USUAL) || plan.terms().equals(SecurityTerms.PLAIN);
        return usual && !plan.protectedRelease()
                ? new DirectClientCodec(plan, challenge)
                : new SecuredClientCodec(plan, challenge);
    }
}
