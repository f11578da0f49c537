package io.wattle.simulator.fault;

import io.wattle.protocols.dlms.server.WireFault;

/**
 * How a meter misbehaves on the wire, until it is cured or has done it often enough. Each connection counts its replies
 * anew, from 0: with the management client 0 is the AARE, 1 the meter's proof, 2 the first answer.
 *
 * @param fault what it does instead of replying
 * @param firstReply first reply of a connection that is spoilt, 0 or more
 * @param lastReply last reply of a connection that is spoilt, not below {@code firstReply}
 * @param times how many replies are spoilt in all, over all connections, 1 or more
 */
public record WireTrouble(WireFault fault, int firstReply, int lastReply, int times) {

    public WireTrouble {
        if (firstReply < 0) {
            throw new IllegalArgumentException("firstReply must be 0 or more, was: " + firstReply);
        }
        if (lastReply < firstReply) {
            throw new IllegalArgumentException("lastReply must be " + firstReply + " or more, was: " + lastReply);
        }
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more, was: " + times);
        }
    }

    /** Every reply is spoilt, from the first on. */
    public static WireTrouble always(WireFault fault) {
        return from(fault, 0);
    }

    /** Every connection is good until it comes to the reply of that number, 0 or more, and spoilt from there on. */
    public static WireTrouble from(WireFault fault, int reply) {
        return new WireTrouble(fault, reply, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** One reply is spoilt: the next to have that number, 0 or more, in its connection. */
    public static WireTrouble once(WireFault fault, int reply) {
        return new WireTrouble(fault, reply, reply, 1);
    }

    /** Is the reply of that number among the spoilt ones? */
    public boolean strikes(int reply) {
        return reply >= firstReply && reply <= lastReply;
    }
}
