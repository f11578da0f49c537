package io.wattle.protocols.dlms.service;

/**
 * One confirmed service from its request to its whole reply, in clear. Whatever comes, it ends: every step brings
 * something, and what is collected is bounded. Used once; not safe for use by several threads.
 */
public sealed interface Exchange permits ServiceExchange, ShortExchange {

    /** Longest reply that is put together of blocks, in bytes: a year of quarter hours of a few columns. */
    int ASSEMBLED_BYTES_MAX = 1 << 22;

    /** Whether it leaves the meter as it is. */
    boolean onlyReads();

    /** The tag that a reply to it has in clear. */
    int replyTag();

    /** Whether a long answer is likely, or the request cannot be cut by the service itself: general blocks spare turns. */
    boolean profitsFromBlocks();

    /**
     * The first thing to send; or the end, if the meter need not be asked.
     *
     * @throws IllegalArgumentException saying why such a request cannot be made
     */
    ServiceStep begin();

    /** Takes a reply in clear; whatever the bytes are, never throws. */
    ServiceStep accept(byte[] plain);
}
