package io.wattle.protocols.dlms.association;

import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.Initiate;
import java.util.Optional;

/**
 * How one association is made and how its messages are protected; what they say is the business of the services above.
 * Keeps the association's keys and its invocation counter. Not safe for use by several threads.
 *
 * <p>What makes a message throws {@link CountersUsedUpException} when no invocation counter is left; nothing was made then.
 */
public interface ClientCodec {

    /** Gives the codec the next range of invocation counters; what was left of the former is never used. */
    void useCounters(long first, int count);

    /** How many invocation counters are left. */
    long countersLeft();

    /** The challenge (CtoS) of this association; a reply that repeats it as its own is a mirror. */
    byte[] challenge();

    /** AARQ. */
    byte[] associate();

    /** Takes an accepted AARE; false if it was not made with our keys. */
    boolean acceptAssociation(AssociationResponse aare);

    /** The meter's system title as its AARE gave it; empty before, and where it gave none. */
    Optional<byte[]> meterTitle();

    /** Our answer to the meter's challenge (HLS pass 3); a counter is left then for the message that carries it. */
    byte[] prove();

    /** Whether the meter's answer to our challenge proves that it has our keys too (HLS pass 4). */
    boolean acceptProof(byte[] proof);

    /** What was agreed on: services, and the longest APDU that the meter takes; known once {@link #acceptAssociation} said yes. */
    Initiate agreed();

    /** RLRQ, whose answer nobody waits for. */
    default byte[] release() {
        return AssociationRequest.release();
    }

    /** A plain request of any service, protected as agreed, under the next invocation counter. */
    byte[] seal(byte[] plain);

    /**
     * A confirmation of what the meter sent unasked, under general-glo-ciphering and the next invocation counter; empty
     * where nothing is ciphered or no counter is left.
     */
    Optional<byte[]> confirm(byte[] plain);

    /**
     * A reply in clear; empty if it was not made with our meter's keys. Takes what {@link #seal} was asked with. A
     * notification that the meter sent in between is opened too, signed or not: whoever wants it looks at it himself.
     */
    Optional<byte[]> open(byte[] apdu);

    /** Overwrites what keys it holds, where it can; nothing is asked of it afterwards. */
    default void forget() {}
}
