package io.wattle.protocols.dlms.hdlc;

/**
 * Told upwards, as a user event, when a client ends its link to a meter or raises it anew: what was agreed over it is
 * void.
 *
 * @param client address of the client
 * @param meter number of the meter
 */
public record LinkEnded(int client, int meter) {}
