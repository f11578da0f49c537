package io.wattle.protocols.dlms.server;

/** Chooses a fault for each reply. Called on event loops; safe for use by many threads, and quick. */
@FunctionalInterface
public interface WireFaults {

    /** Every reply is sent as it is. */
    WireFaults NONE = (logicalAddress, reply) -> WireFault.NONE;

    /**
     * The fault for one reply.
     *
     * @param logicalAddress the meter that replies, 1..65535
     * @param reply how many replies this connection has had before, from 0: with the management client 0 is the AARE, 1
     *        the meter's proof, 2 the first answer
     */
    WireFault onReply(int logicalAddress, int reply);
}
