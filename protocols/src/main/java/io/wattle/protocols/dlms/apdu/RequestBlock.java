package io.wattle.protocols.dlms.apdu;

/**
 * One piece of a long SET or ACTION request (IEC 62056-5-3, DataBlock-SA).
 *
 * @param last whether none follows
 * @param number 1 for the first, then one more each time, 1..4294967295
 * @param bytes neither copied in nor out: blocks go from wire to wire
 */
public record RequestBlock(boolean last, long number, byte[] bytes) {}
