package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ClientCodecs;
import java.security.SecureRandom;

/** Client codecs of our own. */
public final class DirectClientCodecs implements ClientCodecs {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHALLENGE_BYTES = 16;

    @Override
    public ClientCodec open(AssociationPlan plan) {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(challenge);
        return new DirectClientCodec(plan, challenge);
    }
}
