package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.association.CodecReply;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;

/** The services of one association, in clear: makes requests, one at a time, and reads what comes back. */
interface Services {

    byte[] get(List<CosemAttribute> attributes);

    byte[] set(CosemAttribute attribute, CosemValue value);

    byte[] act(CosemMethod method, CosemValue argument);

    /** The request that carries our proof to the association's own object. */
    byte[] prove(byte[] proof);

    /** Takes the plain reply to what was asked last; {@code More} holds the plain request for the next block. */
    CodecReply accept(byte[] plain);

    /** The meter's proof in the reply to {@link #prove}; empty if there is none. */
    byte[] proofIn(byte[] plain);
}
