package io.wattle.headend.rekey;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.meter.Outcome;

/** The way to one meter. Waits for its answer. */
@FunctionalInterface
public interface MeterDoor {

    /** Opens a conversation with these keys and no others; closes them. Whoever gets a link closes it. */
    Outcome<CosemLink> open(DlmsKeys keys);
}
