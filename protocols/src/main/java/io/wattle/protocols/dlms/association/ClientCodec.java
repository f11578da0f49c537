package io.wattle.protocols.dlms.association;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;
import java.util.Optional;

/**
 * Turns questions into APDUs and replies into answers, for one association. Keeps the association's state: keys, invoke
 * id, invocation counter, block number. Not safe for use by several threads.
 *
 * <p>Requests throw {@link CountersUsedUpException} when no invocation counter is left; nothing was made then.
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
    boolean acceptAssociation(byte[] apdu);

    /** The ACTION that carries the answer to the meter's challenge (HLS pass 3). */
    byte[] prove();

    /** Takes the reply to {@link #prove}; false unless the meter proved that it has our keys too (HLS pass 4). */
    boolean acceptProof(byte[] apdu);

    /** Whether the meter takes several attributes in one GET; known once {@link #acceptAssociation} said yes. */
    boolean takesLists();

    /** What was agreed on: services, and the longest APDU that the meter takes; known like {@link #takesLists}. */
    Initiate agreed();

    /** A plain request of any service, protected as agreed, under the next invocation counter. */
    byte[] seal(byte[] plain);

    /** A reply in clear; empty if it was not made with our meter's keys. Takes what {@link #seal} was asked with. */
    Optional<byte[]> open(byte[] apdu);

    /** GET of one attribute, or of several in one request and as of one instant. */
    byte[] get(List<CosemAttribute> attributes);

    /** SET of one attribute. */
    byte[] set(CosemAttribute attribute, CosemValue value);

    /** ACTION. */
    byte[] act(CosemMethod method, CosemValue argument);

    /** Takes the reply to what was asked last. Whatever the bytes are, never throws. */
    CodecReply accept(byte[] apdu);

    /** RLRQ. */
    byte[] release();

    /** Overwrites what keys it holds, where it can; nothing is asked of it afterwards. */
    default void forget() {}
}
